import NNConfig

/// The rectifier with another slope for negative z, and the derivative 1 at 0.
struct LeakyReLU: Activation {
  let slope: Double

  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.apply(.leakyReLU, preActivations, parameter: slope, into: activations)
  }

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.multiply(
      delta, byDerivativeOf: .leakyReLU, parameter: slope, preActivations: preActivations,
      activations: activations)
  }
}

extension LeakyReLU {
  static let plugin = Plugin<any Activation>(
    "leaky_relu", summary: "max(z, slope * z); the derivative at 0 is 1",
    formula: "max(z, slope * z)", derivative: "where(z >= 0, 1, slope)",
    source: "Maas, Hannun, Ng: \"Rectifier nonlinearities improve neural network acoustic "
      + "models\", 2013",
    parameters: [
      .number("slope", default: 0.01, in: 0..<1, summary: "the derivative for negative z")
    ]
  ) { options in
    LeakyReLU(slope: options.number("slope"))
  }
}
