import NNConfig

/// Steps relative to a running mean of the squared gradient, as PyTorch computes them.
struct RMSProp: Optimizer {
  let alpha: Double
  let epsilon: Double

  var slots: [String] { ["square_average"] }
  var dependsOnLength: Bool { false }

  func update<T: Scalar>(_ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>) {
    let (w, g, s) = (block.weights, block.gradient, block.slot(0))
    kernels.apply(.weightedSquareSum, s, alpha, g, 1 - alpha, into: s)
    kernels.apply(.quotientByRoot, g, s, 1, epsilon, into: g)
    kernels.apply(.multiplyAdd, g, -step.learningRate, w, into: w)
  }
}

extension RMSProp {
  static let plugin = Plugin<any Optimizer>(
    "rmsprop",
    summary: "s = alpha * s + (1 - alpha) * g^2; w -= eta * g / (sqrt(s) + eps)",
    formula: """
      s = alpha * s + (1 - alpha) * g^2
      w = w - eta * g / (sqrt(s) + eps)
      """,
    source: "Hinton, Srivastava, Swersky: \"Neural networks for machine learning\", lecture 6e, "
      + "2012",
    parameters: [
      .number("alpha", default: 0.99, in: 0..<1, summary: "how much of s is kept"),
      .number(
        "eps", default: 1e-8, in: .positive, summary: "added to the divisor, which keeps it above 0"
      ),
    ]
  ) { options in
    RMSProp(alpha: options.number("alpha"), epsilon: options.number("eps"))
  }
}
