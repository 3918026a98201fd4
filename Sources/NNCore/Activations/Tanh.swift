import NNConfig

/// The hyperbolic tangent. Its derivative is computed as 1 - a^2.
struct Tanh: Activation {
  var limits: ClosedRange<Double> { -1...1 }

  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.apply(.tanh, preActivations, into: activations)
  }

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.multiply(
      delta, byDerivativeOf: .tanh, preActivations: preActivations, activations: activations)
  }
}

extension Tanh {
  static let plugin = Plugin<any Activation>(
    "tanh", summary: "tanh(z)", formula: "tanh(z)", derivative: "1 - tanh(z)^2",
    source: "LeCun, Bottou, Orr, Müller: \"Efficient backprop\", 1998"
  ) { _ in
    Tanh()
  }
}
