import NNConfig
import NNCore

/// It lies between -1 and 1 as tanh does, but approaches these limits far more slowly, so that
/// neurons saturate later.
///
/// A plugin never loops over single elements: each kernel computes a whole batch, and gives the
/// same bits on every processor. So does whatever is composed of kernels.
struct Softsign: Activation {
  /// A neuron that stays close to one of these is reported as saturated.
  var limits: ClosedRange<Double> { -1...1 }

  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.apply(.abs, preActivations, into: activations)
    kernels.apply(.add, activations, 1, into: activations)
    kernels.apply(.divide, preActivations, activations, into: activations)
  }

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.withTemporary(shapedLike: delta) { divisor in
      kernels.apply(.abs, preActivations, into: divisor)
      kernels.apply(.add, divisor, 1, into: divisor)
      // Divided twice, because the square of a large divisor would overflow.
      kernels.apply(.divide, delta, divisor, into: delta)
      kernels.apply(.divide, delta, divisor, into: delta)
    }
  }
}

extension Softsign {
  static let plugin = Plugin<any Activation>(
    "softsign", summary: "z / (1 + |z|)", formula: "z / (1 + abs(z))",
    derivative: "1 / (1 + abs(z))^2",
    source: "Glorot, Bengio: \"Understanding the difficulty of training deep feedforward neural "
      + "networks\", AISTATS 2010"
  ) { _ in
    Softsign()
  }
}
