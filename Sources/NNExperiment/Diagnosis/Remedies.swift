import NNConfig
import NNCore
import NNData
import NNFiles

/// Remedies, as settings that can be typed as they are.
struct Remedies {
  private let experiment: Experiment
  private let stoppedEarly: Bool

  /// Remedies for a training.
  ///
  /// - Parameters:
  ///   - experiment: its settings
  ///   - stoppedEarly: whether it ended before its last iteration, so that more would not help
  init(_ experiment: Experiment, stoppedEarly: Bool = false) {
    self.experiment = experiment
    self.stoppedEarly = stoppedEarly
  }

  /// A tenth of the learning rate.
  var smallerEta: String {
    eta.map { "eta=\(Self.short($0 / 10))" } ?? experiment.smallerSteps
  }

  /// Ten times the learning rate.
  var largerEta: String {
    eta.map { "eta=\(Self.short($0 * 10))" } ?? experiment.steps("larger")
  }

  /// Ten times as many iterations, or evaluations without progress before the last one.
  var moreIterations: String {
    if stoppedEarly, let patience = experiment.earlyStopping?.patience {
      return "early_stopping.patience=\(patience.checkedProduct(10) ?? .max)"
    }
    return switch experiment.length {
    case .iterations(let count): "iterations=\(count.checkedProduct(10) ?? .max)"
    case .epochs(let count): "epochs=\(count.checkedProduct(10) ?? .max)"
    }
  }

  /// Other random numbers.
  var otherSeed: String { "seed=\(experiment.seed &+ 1)" }

  /// Another function for a layer, counted from 0 after the input layer.
  func activation(_ name: String, ofLayer layer: Int) -> String {
    "\(experiment.ranges.activationKeys[layer])=\(name)"
  }

  /// Other initial weights; `nil` if it has these.
  func initializer(_ name: String) -> String? {
    experiment.initializer.name == name ? nil : "initializer=\(name)"
  }

  /// Inputs of about -1 to 1.
  func scaledInputs(_ range: InputRange?) -> String {
    if hasOption("normalize") { return "dataset.normalize=zscore" }
    let greatest = range?.greatest.max() ?? 0
    if hasOption("divide_by"), greatest > 1 {
      // Bytes, whose maximum may not occur.
      let isByte = greatest > 128 && greatest < 256
      return "dataset.divide_by=\(isByte ? "255" : Self.short(greatest))"
    }
    return "inputs that are scaled to about -1 to 1"
  }

  /// Targets of about -1 to 1.
  var scaledTargets: String {
    hasOption("normalize_targets")
      ? "dataset.normalize_targets=zscore" : "targets that are scaled to about -1 to 1"
  }

  private func hasOption(_ name: String) -> Bool {
    experiment.loader.options.contains { $0.parameter.name == name }
  }

  /// The learning rate, if it is a number that the optimizer uses.
  private var eta: Double? {
    guard experiment.optimizer.component.usesLearningRate,
      case .number(let value)? = experiment.schedule.onlyOption?.value
    else { return nil }
    return value
  }

  /// A number without the digits that are rounding errors.
  private static func short(_ value: Double) -> String {
    if let whole = Int(exactly: value) { return "\(whole)" }
    return value.text(significant: 4)
  }
}

extension Experiment {
  /// What to make smaller when a training goes astray.
  package var smallerSteps: String { steps("smaller") }

  /// What to make smaller or larger to change all steps of a training.
  fileprivate func steps(_ size: String) -> String {
    optimizer.component.usesLearningRate
      ? "a \(size) eta" : "\(size) steps in the formula of 'optimizer'"
  }
}
