import NNConfig
import NNCore
import NNFiles

extension Experiment {
  /// What a file says instead of a number for a layer that takes its width from the data set.
  static let automatic = "auto"

  /// The width of such a layer in `structure` as long as the data set is not known.
  static let automaticWidth = 0

  /// Whether layers take their width from the data set, which is not known.
  var hasAutomaticWidths: Bool { structure.contains(Self.automaticWidth) }

  /// The experiment with all widths: as many inputs as a sample has, and as many outputs as there
  /// are classes or values in a target. Two classes have a single output if its activation is a
  /// probability of its own.
  ///
  /// - Parameter widths: those that the data set has
  /// - Returns: the experiment, which is the same as one that has these numbers in its file
  /// - Throws: `ExperimentError` if the network would be too large, or targets may be classes or
  ///   numbers
  func fitted(to widths: DataWidths) throws(ExperimentError) -> Experiment {
    var fitted = self
    let last = structure.count - 1
    if structure[0] == Self.automaticWidth { fitted.structure[0] = widths.inputs }
    if structure[last] == Self.automaticWidth {
      if !loss.component.isForClassification, let advice = widths.adviceOnNumbers {
        throw ExperimentError(
          "the targets are whole numbers, of which '\(Self.automatic)' does not say whether they "
            + "are classes: if they are, write \(widths.outputs) instead; if they are numbers, "
            + advice, at: ranges[ExperimentFields.structure])
      }
      let isBernoulli = outputActivation.component.probabilityModel == .bernoulli
      fitted.structure[last] = widths.classes == 2 && isBernoulli ? 1 : widths.outputs
    }
    if let problem = Self.weightCountProblem(of: fitted.structure) {
      throw ExperimentError(problem, at: ranges[ExperimentFields.structure])
    }
    return fitted
  }

  /// What is wrong with a structure that has more weights than a file of them can hold; `nil` if
  /// it has not.
  static func weightCountProblem(of structure: [Int]) -> String? {
    // Offsets in a zip file, and so in a weights file, have 32 bits.
    let maximum = 1 << 28
    let count = Network<Float>.parameterCount(of: structure)
    if let count, count <= maximum { return nil }
    return "'structure' makes \(count.map { "\($0)" } ?? "too many") weights, but a weights file "
      + "holds at most \(maximum); make layers smaller"
  }
}

extension ExperimentError {
  /// The mistake that the single output of a network is to be a distribution over classes; `nil` if
  /// neither the activation nor the loss asks for one.
  ///
  /// - Parameters:
  ///   - output: the activation function of the output layer
  ///   - loss: the loss
  ///   - hint: what may be wrong with the targets, if something may be
  /// - Returns: the error, at the one that asks for it
  static func distributionOfOneOutput(
    output: Configured<any Activation>, loss: Configured<any Loss>, hint: String = ""
  ) -> ExperimentError? {
    let isDistribution = output.component.probabilityModel == .categorical
    guard isDistribution || loss.component.probabilityModel == .categorical else { return nil }
    let other = ProbabilityModel.bernoulli
    let what =
      isDistribution
      ? "'\(output.name)'"
      : "loss '\(loss.name)' needs a '\(ProbabilityModel.categorical.activationName)' output, which"
    let reason =
      hint.isEmpty
      ? ": a single one is always 1 and learns nothing; with one neuron, use "
        + "'\(other.activationName)' and the loss '\(other.lossName)' for two classes, or 'identity' "
        + "and 'squared_error' for numbers"
      : ", but each target is a single number\(hint)"
    return ExperimentError(
      "\(what) needs at least two neurons\(reason)",
      at: isDistribution ? output.range : loss.range)
  }
}
