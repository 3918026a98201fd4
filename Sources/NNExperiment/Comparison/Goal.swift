import NNConfig
import NNData
package import NNFiles

/// What makes one run better than another: the smallest or the largest value of a measure.
package struct Goal: Sendable {
  /// The measure.
  let measure: Measure
  /// Whether smaller values are better.
  let isMinimized: Bool

  /// A goal as it is written: `max:test.accuracy`; without a direction, `test.accuracy` goes where
  /// that is better.
  ///
  /// - Throws: `UnknownGoal` if there is no such measure
  package init(_ text: String) throws(UnknownGoal) {
    let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
      .map { String($0).trimmed }
    guard let measure = Measure(parts[parts.count - 1]),
      parts.count == 1 || ["min", "max"].contains(parts[0])
    else { throw UnknownGoal(text: text) }
    self.measure = measure
    isMinimized = parts.count == 1 ? Metrics.isMinimized(measure.name) : parts[0] == "min"
  }

  /// What decides which measures a run has: its sets of samples and its task.
  typealias Candidate = (splits: [Split], task: Task)

  /// The goal of runs, if no other is declared: the measure that says most of those that all have.
  ///
  /// - Parameter runs: the runs
  init?(ofAll runs: [Candidate]) {
    let measure = Measure.byImportance.first { measure in
      runs.allSatisfy { run in
        run.splits.contains(measure.split) && Metrics.names(for: run.task).contains(measure.name)
      }
    }
    guard let measure, !runs.isEmpty else { return nil }
    self.measure = measure
    isMinimized = Metrics.isMinimized(measure.name)
  }

  /// The key of the measure: `test.accuracy`.
  package var key: String { measure.key }

  /// The value of a result; `nil` if it has none.
  package func value(of report: RunReport) -> Double? { report.results[measure.key]?.number }

  /// The cost of a result on the set of the goal, which decides between equal values.
  func cost(of report: RunReport) -> Double? {
    report.results["\(measure.split.rawValue).cost"]?.number
  }

  /// The goal as it is written.
  package var text: String { "\(isMinimized ? "min" : "max"):\(measure.key)" }

  /// Whether a value is better than another one.
  package func prefers(_ value: Double, to other: Double) -> Bool {
    isMinimized ? value < other : value > other
  }
}

/// A goal that cannot be read, or is not a measure.
package struct UnknownGoal: UserFacingError {
  let text: String

  package var exitStatus: ExitStatus { .usage }

  package var description: String {
    let key = text.split(separator: ":").last.map { String($0).trimmed } ?? ""
    return "the goal must be a measure, such as min:validation.cost or max:test.accuracy, not "
      + "'\(text.excerpt)'"
      + Suggestion.hint(for: key, among: Measure.allKeys)
  }
}
