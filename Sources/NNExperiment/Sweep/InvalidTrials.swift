package import NNFiles

/// Trials that cannot be trained, because of their settings or data. Nothing has been trained.
package struct InvalidTrials: UserFacingError {
  /// Trials with the same mistake.
  private struct Group {
    let first: Int
    let settings: [String]
    let error: any UserFacingError
    var count = 0
  }

  /// The number of all trials.
  private let count: Int
  private var groups: [String: Group] = [:]
  private var invalidCount = 0

  /// No trial yet, of as many as there are.
  init(count: Int) { self.count = count }

  /// Adds a trial.
  ///
  /// - Parameters:
  ///   - number: its number
  ///   - settings: its settings, as far as they differ from those of other trials
  ///   - error: what is wrong with it
  mutating func add(_ number: Int, _ settings: [String], _ error: any UserFacingError) {
    invalidCount += 1
    groups[error.description, default: Group(first: number, settings: settings, error: error)]
      .count += 1
  }

  /// Throws this, if there are any.
  func throwIfAny() throws(InvalidTrials) {
    if invalidCount > 0 { throw self }
  }

  private var ordered: [Group] { groups.values.sorted { $0.first < $1.first } }

  package var exitStatus: ExitStatus { ordered.first?.error.exitStatus ?? .badExperiment }

  package var description: String {
    let maximumCount = 10
    var lines = [
      "\(invalidCount) of \(counted(count, "trial")) cannot be trained, so nothing has been trained"
    ]
    for group in ordered.prefix(maximumCount) {
      let others = group.count - 1
      let more = others > 0 ? ", and \(counted(others, "other trial"))" : ""
      lines.append("trial \(group.first)\(SweepTrial.text(of: group.settings))\(more):")
      let text = "\(group.error)"
      lines += text.split(separator: "\n").map { "  \($0)" }
    }
    let rest = groups.count - maximumCount
    if rest > 0 { lines.append("... and \(counted(rest, "other mistake"))") }
    return lines.joined(separator: "\n")
  }
}
