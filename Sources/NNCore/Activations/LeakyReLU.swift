import NNConfig

/// max(z, slope z) for slopes below 1, with the derivative 1 at 0 (Maas, Hannun, Ng 2013).
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
    parameters: [
      .number("slope", default: 0.01, in: 0..<1, summary: "the derivative for negative z")
    ]
  ) { options in
    LeakyReLU(slope: options.number("slope"))
  }
}
