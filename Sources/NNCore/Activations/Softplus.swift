import NNConfig

/// ln(1 + exp(z)), a smooth max(z, 0); its derivative is 1 / (1 + exp(-z)) (Dugas, Bengio, Belisle,
/// Nadeau, Garcia 2001).
struct Softplus: Activation {
  var limits: ClosedRange<Double> { 0 ... .infinity }

  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.apply(.softplus, preActivations, into: activations)
  }

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.multiply(
      delta, byDerivativeOf: .softplus, preActivations: preActivations, activations: activations)
  }
}

extension Softplus {
  static let plugin = Plugin<any Activation>("softplus", summary: "ln(1 + exp(z))") { _ in
    Softplus()
  }
}
