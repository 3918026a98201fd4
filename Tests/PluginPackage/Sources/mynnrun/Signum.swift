import NNConfig
import NNCore

/// Every weight moves by the same distance.
///
/// The optimizer remembers nothing itself. v is a slot, a number for each weight, which is zero
/// before the first iteration and saved in every checkpoint, so that a run resumes with the same
/// bits.
struct Signum: Optimizer {
  let momentum: Double

  var slots: [String] { ["momentum"] }

  func update<T: Scalar>(_ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>) {
    let (w, g, v) = (block.weights, block.gradient, block.slot(0))
    kernels.apply(.weightedSum, v, momentum, g, 1 - momentum, into: v)
    // The gradient is not needed any more, so its memory takes the signs.
    kernels.sign(v, into: g)
    kernels.apply(.multiplyAdd, g, -step.learningRate, w, into: w)
  }
}

extension Signum {
  static let plugin = Plugin<any Optimizer>(
    "signum", summary: "v = momentum * v + (1 - momentum) * gradient, w -= eta * sign(v)",
    formula: """
      v = momentum * v + (1 - momentum) * g
      w = w - eta * sign(v)
      """,
    source: "Bernstein, Wang, Azizzadenesheli, Anandkumar: \"signSGD: compressed optimisation for "
      + "non-convex problems\", 2018, arXiv:1802.04434",
    parameters: [
      .number("momentum", default: 0.9, in: 0..<1, summary: "the share of v that is kept")
    ]
  ) { options in
    Signum(momentum: options.number("momentum"))
  }
}
