/// What the result of a run has to be: `test.accuracy >= 0.97`.
package struct RunRequirement: Sendable {
  private let condition: RunCondition
  private static let others = ["cost", "iterations", "seconds"]

  /// Reads a requirement.
  ///
  /// - Throws: `RunConditionError` if it is not a condition; `UnknownKey` if its key is not that
  ///   of a result
  package init(_ text: String) throws {
    condition = try RunCondition(text)
    let known = Measure.allKeys + Self.others
    guard known.contains(condition.key) else {
      throw UnknownKey(condition.key, among: known) { "there is no result '\($0)'" }
    }
    guard let number = condition.value.number else {
      throw RunConditionError(text: text, wrongNumber: condition.value.text)
    }
    // It is meant in percent.
    if number > 1, Measure(condition.key)?.isAtMostOne ?? false {
      throw RunConditionError(text: text, wrongNumber: condition.value.text, isAboveOne: true)
    }
  }

  /// The measure that it is about; `nil` if it is about something that all results have.
  package var measure: Measure? { Measure(condition.key) }

  /// What is wrong with a result; `nil` if it meets the requirement.
  package func problem(with report: RunReport) -> String? {
    let found = report.results[condition.key]
    if condition.holds(for: found) { return nil }
    let what = found.map { "is \($0.text)" } ?? "is undefined"
    return "'\(condition.key)' \(what), but '\(condition.text)' is required"
  }
}
