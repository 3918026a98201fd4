import NNConfig

/// Steps relative to the sum of all squared gradients so far, as PyTorch computes them.
struct AdaGrad: Optimizer {
  let epsilon: Double

  var slots: [String] { ["square_sum"] }
  var dependsOnLength: Bool { false }
  var changesWithoutGradient: Bool { false }

  func update<T: Scalar>(_ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>) {
    let (w, g, s) = (block.weights, block.gradient, block.slot(0))
    kernels.apply(.multiplyAdd, g, g, s, into: s)
    kernels.apply(.quotientByRoot, g, s, 1, epsilon, into: g)
    kernels.apply(.multiplyAdd, g, -step.learningRate, w, into: w)
  }
}

extension AdaGrad {
  static let plugin = Plugin<any Optimizer>(
    "adagrad", summary: "s += g^2; w -= eta * g / (sqrt(s) + eps)",
    formula: """
      s = s + g^2
      w = w - eta * g / (sqrt(s) + eps)
      """,
    source: "Duchi, Hazan, Singer: \"Adaptive subgradient methods for online learning and "
      + "stochastic optimization\", Journal of Machine Learning Research 12, 2011",
    parameters: [
      .number(
        "eps", default: 1e-10, in: .positive,
        summary: "added to the divisor, which keeps it above 0")
    ]
  ) { options in
    AdaGrad(epsilon: options.number("eps"))
  }
}
