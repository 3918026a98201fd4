import NNConfig
import NNCore

/// What a plugin computes, for a drawing.
public struct PluginChart: Sendable {
  /// The values of a function at equal distances.
  public struct Curve: Sendable {
    /// What it is: `df/dz`.
    public let name: String
    /// The values.
    public let values: [Double]
  }

  /// What is on the horizontal axis.
  public let variable: String
  /// The ends of the horizontal axis.
  public let range: ClosedRange<Double>
  /// The functions, the most important one first.
  public let curves: [Curve]

  /// The number of values of a curve.
  private static let count = 241

  /// What a configured plugin computes; `nil` if its kind cannot be drawn, or it is not a function
  /// of a single number.
  init?(_ plugin: any ConfiguredPlugin) {
    switch plugin {
    case let plugin as Configured<any Activation>: self.init(plugin.component)
    case let plugin as Configured<any Schedule>: self.init(plugin.component)
    default: return nil
    }
  }

  /// An activation and its derivative.
  private init?(_ activation: any Activation) {
    guard activation.isElementwise else { return nil }
    variable = "z"
    range = -4...4
    let arena = Arena()
    let kernels = Kernels<Double>(.baseline)
    func row() -> Matrix<Double> { arena.matrix(rows: 1, columns: Self.count) }
    let (z, a, delta) = (row(), row(), row())
    for index in 0..<Self.count {
      // Whole numbers are divided, so that 0 is one of the values.
      z[0, index] = Double(8 * index - 4 * (Self.count - 1)) / Double(Self.count - 1)
      delta[0, index] = 1
    }
    activation.apply(z, into: a, kernels: kernels)
    activation.backpropagate(delta, preActivations: z, activations: a, kernels: kernels)
    curves = [("f", a), ("df/dz", delta)].map { name, values in
      Curve(name: name, values: (0..<Self.count).map { values[0, $0] })
    }
    withExtendedLifetime(arena) {}
  }

  /// The learning rates of a training of the default length.
  private init?(_ schedule: any Schedule) {
    guard case .integer(let iterations)? = ExperimentFields.iterations.parameter.defaultValue,
      schedule.problem(inIterations: iterations) == nil
    else { return nil }
    variable = "the iterations"
    range = 1...Double(iterations)
    let rates = (0..<Self.count).map { index in
      schedule.learningRate(
        at: 1 + (iterations - 1) * index / (Self.count - 1), of: iterations)
    }
    curves = [Curve(name: "eta", values: rates)]
  }
}
