import NNConfig

/// The rectifier, with the derivative 1 at 0 as in the lecture.
struct ReLU: Activation {
  var limits: ClosedRange<Double> { 0 ... .infinity }

  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.apply(.relu, preActivations, into: activations)
  }

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.multiply(
      delta, byDerivativeOf: .relu, preActivations: preActivations, activations: activations)
  }
}

extension ReLU {
  static let plugin = Plugin<any Activation>(
    "relu", summary: "max(z, 0); the derivative at 0 is 1", formula: "max(z, 0)",
    derivative: "where(z >= 0, 1, 0)",
    source: "Nair, Hinton: \"Rectified linear units improve restricted Boltzmann machines\", ICML "
      + "2010"
  ) { _ in
    ReLU()
  }
}
