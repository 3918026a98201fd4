package import NNFiles

/// What marks a missing value in a cell of CSV: nothing, or one of some texts and numbers.
package struct MissingMarks: Sendable, Equatable {
  /// The texts, in byte order.
  package let texts: [String]
  private let numbers: [Double]
  private let decimalMark: DecimalMark

  /// The marks of a file: an empty cell and these texts. A text that is a number covers every
  /// spelling of that number.
  ///
  /// - Parameters:
  ///   - texts: the texts; numbers as the file has them, or with a decimal point
  ///   - decimalMark: the decimal mark of the file's numbers
  package init(_ texts: [String] = [], decimalMark: DecimalMark = .point) {
    self.texts = Set(texts.map(\.trimmed)).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    self.decimalMark = decimalMark
    numbers = self.texts.compactMap {
      DecimalNumber.value(of: $0, decimalMark) ?? DecimalNumber.value(of: $0)
    }
  }

  /// Whether some numbers mark missing values.
  var hasNumbers: Bool { !numbers.isEmpty }

  /// Whether a number marks a missing value.
  func contains(_ number: Double) -> Bool { numbers.contains(number) }

  /// Whether a text marks a missing value. Spaces around it are ignored.
  package func contains(_ text: String) -> Bool {
    if text.isEmpty { return true }
    let trimmed = text.trimmed
    if trimmed.isEmpty || texts.contains(trimmed) { return true }
    return hasNumbers && DecimalNumber.value(of: trimmed, decimalMark).map(contains) ?? false
  }
}

extension MissingMarks {
  /// Whether programs and people commonly mark missing values with a text, so that it is unlikely
  /// to mean anything else.
  static func isLikely(_ text: String) -> Bool {
    likely.contains(text.trimmed.lowercased())
  }

  private static let likely: Set<String> = [
    "na", "n/a", "n.a.", "#n/a", "<na>", "nan", "-nan", "null", "nil", "?", "-", "--", "---", ".",
    "\\n",
  ]
}
