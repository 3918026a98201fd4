import NNFiles

/// What stands in a cell of CSV for a value that is missing: nothing, or an agreed text or number.
public struct MissingMarks: Sendable, Equatable {
  /// The texts, in byte order.
  public let texts: [String]
  private let numbers: [Double]
  private let decimalMark: DecimalMark

  /// An empty cell, and these texts; those that are numbers stand for all ways to write them.
  ///
  /// - Parameters:
  ///   - texts: the texts; numbers as the file has them, or with a point
  ///   - decimalMark: what decimals of the file's numbers begin with
  public init(_ texts: [String] = [], decimalMark: DecimalMark = .point) {
    self.texts = Set(texts.map(\.trimmed)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.decimalMark = decimalMark
    numbers = self.texts.compactMap {
      DecimalNumber.value(of: $0, decimalMark) ?? DecimalNumber.value(of: $0)
    }
  }

  /// Whether some numbers stand for missing values.
  var hasNumbers: Bool { !numbers.isEmpty }

  /// Whether a number stands for a missing value.
  func contains(_ number: Double) -> Bool { numbers.contains(number) }

  /// Whether a text stands for a missing value. Spaces around it mean nothing.
  func contains(_ text: String) -> Bool {
    if text.isEmpty { return true }
    let trimmed = text.trimmed
    if trimmed.isEmpty || texts.contains(trimmed) { return true }
    return hasNumbers && DecimalNumber.value(of: trimmed, decimalMark).map(contains) ?? false
  }
}

extension MissingMarks {
  /// Whether a text is one with which programs and people mark missing values, so that it is doubtful
  /// as anything else.
  static func isLikely(_ text: String) -> Bool {
    likely.contains(text.trimmed.lowercased())
  }

  private static let likely: Set<String> = [
    "na", "n/a", "n.a.", "#n/a", "<na>", "nan", "-nan", "null", "nil", "?", "-", "--", "---", ".",
    "\\n",
  ]
}

extension String {
  /// The text without spaces around it.
  var trimmed: String {
    let isSpace: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 }
    let bytes = utf8
    guard let first = bytes.first, let last = bytes.last, isSpace(first) || isSpace(last) else {
      return self
    }
    let rest = bytes.drop(while: isSpace)
    return String(rest.prefix(rest.count - rest.reversed().prefix(while: isSpace).count)) ?? self
  }
}
