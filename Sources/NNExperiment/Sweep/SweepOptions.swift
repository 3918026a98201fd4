import NNFiles

/// What a command line or a sweep file says about a sweep besides settings and their values; `nil`
/// is left to the other one of them.
package struct SweepOptions: Sendable {
  /// Whether values are paired.
  package var zip = false
  /// The number of random trials.
  package var random: Int?
  /// The seed of random trials.
  package var seed: UInt64?
  /// The number of folds of the data, each of which is the test set of a trial.
  package var folds: Int?
  /// What makes a trial the best.
  package var goal: Goal?
  /// The settings over which means are taken.
  package var over: [String] = []
  /// The factor of successive halving.
  package var halving: Int?
  /// The fewest iterations that halving leaves a trial.
  package var minimumIterations: Int?

  /// Nothing.
  package init() {}

  /// The options of a command line, and those of a sweep file where it says nothing.
  ///
  /// - Parameter file: the options of the file
  /// - Returns: the options of the sweep
  func completed(with file: SweepOptions) -> SweepOptions {
    var all = self
    if !zip, random == nil {
      all.zip = file.zip
      all.random = file.random
    }
    if all.random != nil { all.seed = seed ?? file.seed }
    all.folds = folds ?? file.folds
    all.goal = goal ?? file.goal
    if over.isEmpty { all.over = file.over }
    all.halving = halving ?? file.halving
    all.minimumIterations = minimumIterations ?? file.minimumIterations
    return all
  }

  /// How the values of several settings make trials.
  ///
  /// - Returns: the combination
  /// - Throws: `UnusedOption` if there is a seed and nothing random
  func combination() throws(UnusedOption) -> SweepDeclaration.Combination {
    if let random { return .random(random, seed: seed ?? 0) }
    if let seed {
      throw UnusedOption(
        description: "--seed belongs to --random; the seed of trainings is a setting: seed=\(seed)")
    }
    return zip ? .zip : .grid
  }

  /// Which trials are trained to their end.
  ///
  /// - Returns: the halving; `nil` if all are
  /// - Throws: `UnusedOption` if there are fewest iterations and no halving
  func trialSelection() throws(UnusedOption) -> Halving? {
    if let halving { return Halving(factor: halving, minimumIterations: minimumIterations ?? 1) }
    if minimumIterations != nil {
      throw UnusedOption(description: "--min-iterations has no effect without --halving")
    }
    return nil
  }
}

/// An option that has no effect without another one.
struct UnusedOption: UserFacingError {
  let description: String

  var exitStatus: ExitStatus { .usage }
}
