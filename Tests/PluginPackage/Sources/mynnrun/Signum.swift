import NNConfig
import NNCore

/// v = momentum v + (1 - momentum) gradient, w -= eta sign(v): all weights move equally far
/// (Bernstein, Wang, Azizzadenesheli, Anandkumar 2018, arXiv:1802.04434).
struct Signum: Optimizer {
  let momentum: Double

  var slots: [String] { ["momentum"] }

  func update<T: Scalar>(_ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>) {
    let (old, new) = (T(momentum), T(1 - momentum))
    let eta = T(step.learningRate)
    let slot = block.slot(0)
    for row in 0..<block.weights.rows {
      let (w, g, v) = (block.weights.row(row), block.gradient.row(row), slot.row(row))
      for column in 0..<block.weights.columns {
        v[column] = old * v[column] + new * g[column]
        w[column] -= v[column] > 0 ? eta : v[column] < 0 ? -eta : 0
      }
    }
  }
}

extension Signum {
  static let plugin = Plugin<any Optimizer>(
    "signum", summary: "v = momentum * v + (1 - momentum) * gradient, w -= eta * sign(v)",
    parameters: [
      .number("momentum", default: 0.9, in: 0..<1, summary: "part of v that stays")
    ]
  ) { options in
    Signum(momentum: options.number("momentum"))
  }
}
