package import NNFiles

/// A condition on a run, such as `eta > 0.01` or `test.accuracy >= 0.97`.
package struct RunCondition: Sendable {
  /// How a value is compared.
  enum Comparison: String, CaseIterable, Sendable {
    // Those that begin with another one come before it.
    case atLeast = ">="
    case atMost = "<="
    case notEqual = "!="
    case equal = "=="
    case greater = ">"
    case less = "<"
    case same = "="

    /// Whether it compares sizes, which words do not have.
    var isOrder: Bool {
      switch self {
      case .atLeast, .atMost, .greater, .less: true
      case .equal, .same, .notEqual: false
      }
    }
  }

  /// The setting or result.
  package private(set) var key: String
  let comparison: Comparison
  /// What it is compared with.
  let value: RunValue
  /// The condition as it was written.
  package let text: String

  /// Reads a condition.
  ///
  /// - Throws: `RunConditionError` if it is not a key, a comparison and a value
  package init(_ text: String) throws(RunConditionError) {
    guard let start = text.firstIndex(where: { "<>=!".contains($0) }),
      let comparison = Comparison.allCases.first(where: { text[start...].hasPrefix($0.rawValue) })
    else { throw RunConditionError(text: text) }
    let rest = text[start...].dropFirst(comparison.rawValue.count)
    let (key, value) = (String(text[..<start]).trimmed, String(rest).trimmed)
    guard !key.isEmpty, let first = value.first, !"<>=!".contains(first) else {
      throw RunConditionError(text: text)
    }
    self.text = text
    self.key = key
    self.comparison = comparison
    self.value = RunValue(value)
    guard self.value.number != nil || !comparison.isOrder else {
      throw RunConditionError(text: text, wrongNumber: value)
    }
  }

  /// The same condition on a setting that is called by its name, whatever alias is written.
  var canonical: RunCondition {
    var condition = self
    condition.key = ExperimentFields.canonical(key)
    return condition
  }

  /// Whether the condition needs a number where there is another value.
  func needsNumber(in found: RunValue?) -> Bool {
    comparison.isOrder && found != nil && found?.number == nil
  }

  /// Whether a value meets the condition. Words are only equal or not; what does not exist is only
  /// different from any value.
  func holds(for found: RunValue?) -> Bool {
    guard let found else { return comparison == .notEqual }
    guard let a = found.number, let b = value.number else {
      let isSame = Self.plain(found.text) == Self.plain(value.text)
      switch comparison {
      case .equal, .same: return isSame
      case .notEqual: return !isSame
      case .greater, .less, .atLeast, .atMost: return false
      }
    }
    return switch comparison {
    case .atLeast: a >= b
    case .atMost: a <= b
    case .notEqual: a != b
    case .equal, .same: a == b
    case .greater: a > b
    case .less: a < b
    }
  }
}

extension RunCondition {
  /// A value without what can be written in several ways: spaces in lists and mappings, and the
  /// brackets around a single value.
  private static func plain(_ text: String) -> String {
    guard let first = text.first, "[{".contains(first) else { return text }
    let plain = text.replacing(#/(?<mark>[,:\[{])\s+/#) { String($0.output.mark) }
      .replacing(#/\s+(?<mark>[\]}])/#) { String($0.output.mark) }
    let inner = plain.dropFirst().dropLast()
    return inner.contains { ",[{".contains($0) } || first == "{" ? plain : String(inner)
  }
}

/// A condition that cannot be read.
package struct RunConditionError: UserFacingError {
  let text: String
  /// What would have to be a number; `nil` if more is wrong.
  var wrongNumber: String?
  /// Whether that is a number, but above 1, where only shares are possible.
  var isAboveOne = false

  package var exitStatus: ExitStatus { .usage }

  package var description: String {
    if let wrongNumber {
      return
        isAboveOne
        ? "in the condition '\(text)', \(wrongNumber) is above 1, the largest value; write 97 % as 0.97"
        : "in the condition '\(text)', '\(wrongNumber)' is not a number; write 97 % as 0.97, and "
          + "decimals with a point"
    }
    return
      "'\(text)' is not a condition; write a setting or a result, a comparison and a value, for example "
      + "'eta > 0.01' or 'test.accuracy >= 0.97'"
  }
}
