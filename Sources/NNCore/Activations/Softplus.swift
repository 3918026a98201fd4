import NNConfig

/// A smooth max(z, 0).
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
  static let plugin = Plugin<any Activation>(
    "softplus", summary: "ln(1 + exp(z))", formula: "log(1 + exp(z))",
    derivative: "1 / (1 + exp(-z))",
    source: "Dugas, Bengio, Bélisle, Nadeau, Garcia: \"Incorporating second-order functional "
      + "knowledge for better option pricing\", NIPS 2000"
  ) { _ in
    Softplus()
  }
}
