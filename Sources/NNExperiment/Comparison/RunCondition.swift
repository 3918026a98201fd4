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
  }

  /// The setting or result.
  package let key: String
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
    let (key, value) = (Self.trimmed(text[..<start]), Self.trimmed(rest))
    guard !key.isEmpty, !value.isEmpty else { throw RunConditionError(text: text) }
    self.text = text
    self.key = key
    self.comparison = comparison
    self.value = RunValue(value)
  }

  /// Whether a value meets the condition. Words are only equal or not; a value that does not exist
  /// meets no condition.
  func holds(for found: RunValue?) -> Bool {
    guard let found else { return false }
    guard let a = found.number, let b = value.number else {
      let isSame = found.text == value.text
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

  private static func trimmed(_ text: Substring) -> String {
    var text = text.drop { $0.isWhitespace }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}

/// A condition that cannot be read.
package struct RunConditionError: UserFacingError {
  let text: String

  package var exitStatus: ExitStatus { .usage }

  package var description: String {
    "'\(text)' is not a condition; write a setting or a result, a comparison and a value, for example "
      + "'eta > 0.01' or 'test.accuracy >= 0.97'"
  }
}
