import NNConfig
import NNFiles
import TestSupport

@testable import NNExperiment

extension TemporaryFolder {
  /// Reads a sweep of an experiment, which is written to `a.yaml`.
  func sweep(
    of text: ExperimentText = .xor, _ words: String...,
    options: SweepOptions = SweepOptions()
  ) throws -> SweepDeclaration {
    try SweepDeclaration(
      path: write(text.text, to: "a.yaml"), words: words, options: options, registry: Registry())
  }

  /// Reads a sweep file, which is written to `sweep.yaml` beside the experiment `a.yaml`.
  func sweep(
    file text: String, _ words: String...,
    options: SweepOptions = SweepOptions()
  ) throws -> SweepDeclaration {
    try write(ExperimentText.xor.text, to: "a.yaml")
    return try SweepDeclaration(
      path: write(text, to: "sweep.yaml"), words: words, options: options, registry: Registry())
  }

  /// The trials of a sweep as messages name them, `eta=0.1 seed=2`.
  func trials(
    of text: ExperimentText = .xor, _ words: String..., zip: Bool = false, random: Int? = nil,
    seed: UInt64? = nil
  ) throws -> [String] {
    var options = SweepOptions()
    options.zip = zip
    options.random = random
    options.seed = seed
    return try SweepDeclaration(
      path: write(text.text, to: "a.yaml"), words: words, options: options, registry: Registry()
    ).trialTexts()
  }

  /// Finds the trials of a sweep and what there is of them in `runs`.
  func found(_ declaration: SweepDeclaration, registry: Registry = Registry()) throws -> Sweep {
    try Sweep(
      SweepPlan(declaration, limit: 1000, registry: registry, threads: 2), in: file("runs"),
      threads: 2)
  }
}

extension SweepDeclaration {
  /// The settings of each trial, in the order of trials.
  func trialTexts() throws -> [String] {
    let choices = try TrialChoices(axes, combination, limit: 10_000)
    return (0..<choices.count).map { index in
      choices.overrides(of: index).flatMap(\.overrides).joined(separator: " ")
    }
  }
}

extension SweepOptions {
  /// Options, one of which is set.
  static func with(_ set: (inout SweepOptions) -> Void) -> SweepOptions {
    var options = SweepOptions()
    set(&options)
    return options
  }
}
