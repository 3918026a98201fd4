import NNConfig
import NNCore
import NNFiles

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
  /// - Throws: `TooManyTrials`; `InvalidTrials` with the mistakes in all of them; `PartialKey` if
  ///   means are to be taken over a part of a setting
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
  /// Reads some trials of a sweep.
  ///
  /// - Parameters:
  ///   - numbers: their numbers, counted from 1
  ///   - declaration: the sweep
  ///   - limit: the most trials
  ///   - registry: the plugins that can be named
  /// - Returns: their experiments
  /// - Throws: `TooManyTrials`; `NoSuchTrial`; `ExperimentError` if there are mistakes in a trial
  package static func files(
    ofTrials numbers: [Int], of declaration: SweepDeclaration, limit: Int, registry: Registry
  ) throws -> [ExperimentFile] {
    let choices = try TrialChoices(declaration.axes, declaration.combination, limit: limit)
    return try numbers.map { number in
      guard (1...choices.count).contains(number) else {
        throw NoSuchTrial(number: number, count: choices.count)
      }
      return try ExperimentFile(
        declaration.source, overrides: choices.overrides(of: number - 1).flatMap(\.overrides),
        in: declaration.directory, registry: registry)
    }
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
