import NNConfig
package import NNFiles

/// What the result of a run has to be: `test.accuracy >= 0.97`.
package struct RunRequirement: Sendable {
  private let condition: RunCondition
  private static let others = ["cost", "iterations", "seconds"]

  /// Reads a requirement.
  ///
  /// - Throws: `RunConditionError` if it is not a condition; `UnknownResult` if its key is not that
  ///   of a result
  package init(_ text: String) throws {
    condition = try RunCondition(text)
    let known = Measure.allKeys + Self.others
    guard known.contains(condition.key) else {
      throw UnknownResult(key: condition.key, known: known)
    }
    guard condition.value.number != nil else {
      throw RunConditionError(text: text, wrongNumber: condition.value.text)
    }
  }

  /// What is wrong with a result; `nil` if it meets the requirement.
  package func problem(with report: RunReport) -> String? {
    let found = report.results[condition.key]
    if condition.holds(for: found) { return nil }
    let what = found.map { "is \($0.text)" } ?? "does not exist"
    return "'\(condition.key)' \(what), but '\(condition.text)' is required"
  }
}

/// A result that runs do not have.
package struct UnknownResult: UserFacingError {
  let key: String
  let known: [String]

  package var exitStatus: ExitStatus { .usage }

  package var description: String {
    "there is no result '\(key)'" + Suggestion.hint(for: key, among: known, orAllOf: known)
  }
}
