import NNConfig

/// The built-in activations that are formulas.
enum FormulaActivations {
  static let elu = FormulaActivation.plugin(
    "elu", "where(z > 0, z, alpha * (exp(z) - 1))",
    source: "Clevert, Unterthiner, Hochreiter: \"Fast and accurate deep network learning by "
      + "exponential linear units (ELUs)\", 2015, arXiv:1511.07289",
    parameters: [
      .number("alpha", default: 1, in: .positive, summary: "minus the limit for z far below 0")
    ])

  /// The appendix of the paper has the two numbers.
  static let selu = FormulaActivation.plugin(
    "selu", summary: "scale * elu with alpha, for which mean 0 and variance 1 are stable",
    "1.0507009873554805 * where(z > 0, z, 1.6732632423543772 * (exp(z) - 1))",
    source: "Klambauer, Unterthiner, Mayr, Hochreiter: \"Self-normalizing neural networks\", 2017, "
      + "arXiv:1706.02515")

  static let silu = FormulaActivation.plugin(
    "silu", aliases: ["swish"], "z * sigmoid(z)",
    source: "Elfwing, Uchibe, Doya: \"Sigmoid-weighted linear units for neural network function "
      + "approximation in reinforcement learning\", 2017, arXiv:1702.03118")

  static let mish = FormulaActivation.plugin(
    "mish", "z * tanh(softplus(z))",
    source: "Misra: \"Mish: a self regularized non-monotonic activation function\", 2019, "
      + "arXiv:1908.08681")
}
