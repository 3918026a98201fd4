import NNData
package import NNFiles

/// A measure on a set of samples, as columns are called: `test.accuracy`.
package struct Measure: Sendable {
  /// The set.
  let split: Split
  /// The measure, as in `metrics.csv`.
  let name: String

  private init(split: Split, name: String) {
    self.split = split
    self.name = name
  }

  /// The measure of a key; `nil` if it is not one.
  init?(_ key: String) {
    let parts = key.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 2, let split = Split(rawValue: parts[0]),
      Metrics.allNames.contains(parts[1])
    else { return nil }
    self.split = split
    name = parts[1]
  }

  /// Whether no value can be above 1, because it is a share, a score or R2.
  var isAtMostOne: Bool { !["cost", "mae"].contains(name) }

  /// Checks that runs on a data set have this measure.
  ///
  /// - Parameters:
  ///   - dataset: the data set
  ///   - task: what networks learn on it
  /// - Throws: `MissingMeasure` if there is no such set, or the task has another measure
  func require(of dataset: Dataset, task: Task) throws(MissingMeasure) {
    try require(splits: dataset.sets.splits, task: task)
  }

  /// Checks that a result has this measure.
  ///
  /// - Throws: `MissingMeasure` if there is no such set, or the task has another measure
  func require(in metrics: BySplit<Metrics>) throws(MissingMeasure) {
    try require(splits: metrics.splits, task: metrics.train.task)
  }

  private func require(splits: [Split], task: Task) throws(MissingMeasure) {
    let names = Metrics.names(for: task)
    guard splits.contains(split), names.contains(name) else {
      throw MissingMeasure(measure: self, splits: splits, task: task)
    }
  }

  /// The measure as columns are called.
  var key: String { "\(split.rawValue).\(name)" }

  /// The measures that say how good a run is, those that say most first: of data that were not
  /// trained on, and others than the cost.
  static let byImportance = [Split.validation, .test, .train].flatMap { split in
    ["accuracy", "subset_accuracy", "r2", "cost"].map { Measure(split: split, name: $0) }
  }

  /// The keys of all measures, set by set.
  static var allKeys: [String] {
    Split.allCases.flatMap { split in Metrics.allNames.map { "\(split.rawValue).\($0)" } }
  }
}

/// A measure that runs will not have.
package struct MissingMeasure: UserFacingError {
  let measure: Measure
  let splits: [Split]
  let task: Task

  package var exitStatus: ExitStatus { .usage }

  package var description: String {
    guard splits.contains(measure.split) else {
      return "there is no \(measure.split.title), so '\(measure.key)' does not exist; set "
        + "'dataset.\(measure.split.rawValue)_fraction', or choose a measure of the "
        + splits.map(\.title).joined(separator: " or the ")
    }
    let keys = Metrics.names(for: task).map { "\(measure.split.rawValue).\($0)" }
    return "'\(measure.key)' does not exist, because the task is \(task); there are "
      + keys.joined(separator: ", ")
  }
}
