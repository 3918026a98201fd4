import NNConfig
import NNCore
package import NNFiles

/// A sweep whose trials have been read, so that their settings are right. No data have been read.
package struct SweepPlan: Sendable {
  /// A trial before its data are known.
  struct Trial: Sendable {
    /// Its number, counted from 1.
    let number: Int
    /// Its settings as overrides of the experiment file.
    let overrides: [String]
    /// Those that not all trials have.
    let difference: [String]
    /// Its experiment.
    let file: ExperimentFile
  }

  /// What the plan was made from.
  package let declaration: SweepDeclaration
  /// The trials.
  let trials: [Trial]

  /// The most trials, unless more are asked for.
  package static let maximumTrials = 10_000

  /// Reads all trials of a sweep.
  ///
  /// - Parameters:
  ///   - declaration: the sweep
  ///   - limit: the most trials
  ///   - registry: the plugins that can be named
  ///   - threads: the number of threads that read
  /// - Throws: `TooManyTrials`; `InvalidTrials` with the mistakes in all of them
  package init(
    _ declaration: SweepDeclaration, limit: Int, registry: Registry, threads: Int
  ) throws {
    self.declaration = declaration
    let choices = try TrialChoices(declaration.axes, declaration.combination, limit: limit)
    let read = concurrentMap(choices.count, threads: threads) { index in
      let picked = choices.overrides(of: index)
      let overrides = picked.flatMap(\.overrides)
      return (
        overrides: overrides,
        difference: picked.filter { !$0.isFixed }.flatMap(\.overrides),
        file: Result { () throws(ExperimentError) in
          try ExperimentFile(
            declaration.source, overrides: overrides, in: declaration.directory,
            registry: registry)
        }
      )
    }
    var trials: [Trial] = []
    var invalid = InvalidTrials(count: choices.count)
    for (index, result) in read.enumerated() {
      let (overrides, difference, file) = try result.get()
      switch file {
      case .success(let file):
        trials.append(
          Trial(number: index + 1, overrides: overrides, difference: difference, file: file))
      case .failure(let error):
        invalid.add(index + 1, difference, error)
      }
    }
    try invalid.throwIfAny()
    self.trials = trials
    try checkMeans(registry)
  }
}

extension SweepPlan {
  /// Reads a single trial of a sweep.
  ///
  /// - Parameters:
  ///   - number: its number, counted from 1
  ///   - declaration: the sweep
  ///   - limit: the most trials
  ///   - registry: the plugins that can be named
  /// - Returns: its experiment
  /// - Throws: `TooManyTrials`; `NoSuchTrial`; `ExperimentError` if there are mistakes in the trial
  package static func file(
    ofTrial number: Int, of declaration: SweepDeclaration, limit: Int, registry: Registry
  ) throws -> ExperimentFile {
    let choices = try TrialChoices(declaration.axes, declaration.combination, limit: limit)
    guard (1...choices.count).contains(number) else {
      throw NoSuchTrial(number: number, count: choices.count)
    }
    return try ExperimentFile(
      declaration.source, overrides: choices.overrides(of: number - 1).flatMap(\.overrides),
      in: declaration.directory, registry: registry)
  }
}

/// A trial that a sweep does not have.
struct NoSuchTrial: UserFacingError {
  let number: Int
  let count: Int

  var exitStatus: ExitStatus { .usage }

  var description: String {
    "--trial must be a number from 1 to \(count), the number of trials, not \(number)"
  }
}

/// Which values each trial of a sweep has.
struct TrialChoices: Sendable {
  /// The number of trials.
  let count: Int
  private let axes: [SweepAxis]
  private let crossed: [SweepAxis]
  private let combination: SweepDeclaration.Combination

  /// Counts trials.
  ///
  /// - Parameters:
  ///   - axes: the settings and their values; under `zip`, all have as many values, or one
  ///   - combination: how they are combined
  ///   - limit: the most trials
  /// - Throws: `TooManyTrials`
  init(
    _ axes: [SweepAxis], _ combination: SweepDeclaration.Combination, limit: Int
  ) throws(TooManyTrials) {
    self.axes = axes.filter { !$0.isCrossed }
    crossed = axes.filter(\.isCrossed)
    self.combination = combination
    let counts = self.axes.compactMap(\.choices.count)
    let combined: Int? =
      switch combination {
      case .grid: counts.checkedProduct
      case .zip: counts.max() ?? 1
      case .random(let count, _): count
      }
    let times = crossed.compactMap(\.choices.count).checkedProduct
    let count = combined.flatMap { combined in times?.checkedProduct(combined) }
    guard let count, count <= limit else { throw TooManyTrials(count: count, limit: limit) }
    self.count = count
  }

  /// The overrides that a trial gets from each setting.
  ///
  /// - Parameter trial: the trial, counted from 0; folds change first, then in a grid the last
  ///   setting
  /// - Returns: overrides, and whether all trials get them
  func overrides(of trial: Int) -> [(overrides: [String], isFixed: Bool)] {
    var rest = trial
    var picked: [(overrides: [String], isFixed: Bool)] = []
    for axis in crossed.reversed() {
      guard case .list(let list) = axis.choices else { continue }
      picked.append((list[rest % list.count], axis.isFixed))
      rest /= list.count
    }
    let trial = rest
    for (place, axis) in axes.enumerated().reversed() {
      let choice: [String]
      switch (axis.choices, combination) {
      case (.list(let list), .grid):
        choice = list[rest % list.count]
        rest /= list.count
      case (.list(let list), .zip): choice = list[list.count == 1 ? 0 : trial]
      case (.list(let list), .random(_, let seed)):
        let numbers = RandomNumbers(seed: seed, purpose: .trial)
        choice = list[numbers.integer(below: list.count, stream: place, index: trial)]
      case (.random(let values), _):
        choice = ["\(axis.keys[0])=\(random(values, stream: place, trial))"]
      }
      picked.append((choice, axis.isFixed))
    }
    return picked.reversed()
  }

  private func random(_ values: SweepValues, stream: Int, _ trial: Int) -> String {
    guard case .random(_, let seed) = combination else {
      preconditionFailure("only random trials draw from distributions")
    }
    let uniform = RandomNumbers(seed: seed, purpose: .trial).uniform(stream: stream, index: trial)
    return switch values {
    case .list(let list): list[0]
    case .logarithmic(let limits): SweepNumbers.logarithmic(limits, uniform)
    case .uniform(let limits): SweepNumbers.uniform(limits, uniform)
    }
  }
}

/// More trials than are allowed.
package struct TooManyTrials: UserFacingError {
  /// How many there are; `nil` if there are too many to count.
  let count: Int?
  let limit: Int

  package var exitStatus: ExitStatus { .usage }

  package var description: String {
    let many = count.map { "\($0)" } ?? "too many"
    return "the sweep has \(many) trials, and --max-trials is \(limit); give it fewer values, draw "
      + "some of its trials with --random N, or raise --max-trials"
  }
}

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
