import NNConfig

/// Gradient descent with momentum, as PyTorch's SGD computes it without dampening.
struct Momentum: Optimizer {
  let momentum: Double
  let isNesterov: Bool

  var slots: [String] { ["velocity"] }
  var dependsOnLength: Bool { false }

  func update<T: Scalar>(_ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>) {
    let (w, g, v) = (block.weights, block.gradient, block.slot(0))
    kernels.apply(.weightedSum, v, momentum, g, 1, into: v)
    if isNesterov { kernels.apply(.multiplyAdd, v, momentum, g, into: g) }
    kernels.apply(.multiplyAdd, isNesterov ? g : v, -step.learningRate, w, into: w)
  }
}

extension Momentum {
  static let plugin = Plugin<any Optimizer>(
    "momentum", summary: "v = momentum * v + mean gradient; w -= eta * v",
    formula: """
      v = momentum * v + g
      w = w - eta * where(nesterov, g + momentum * v, v)
      """,
    source: "Polyak: \"Some methods of speeding up the convergence of iteration methods\", USSR "
      + "Computational Mathematics and Mathematical Physics 4(5), 1964; nesterov: Sutskever, "
      + "Martens, Dahl, Hinton: \"On the importance of initialization and momentum in deep "
      + "learning\", ICML 2013",
    parameters: [
      .number("momentum", default: 0.9, in: 0..<1, summary: "how much of v is kept"),
      Parameter(
        "nesterov", .boolean, default: .boolean(false),
        summary: "look ahead: w -= eta * (mean gradient + momentum * v)"),
    ]
  ) { options in
    Momentum(momentum: options.number("momentum"), isNesterov: options.boolean("nesterov"))
  }
}
