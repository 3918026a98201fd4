import NNConfig

/// The logistic function. Its derivative is computed as a (1 - a).
struct Sigmoid: Activation {
  var limits: ClosedRange<Double> { 0...1 }
  var probabilityModel: ProbabilityModel? { .bernoulli }

  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.apply(.sigmoid, preActivations, into: activations)
  }

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.multiply(
      delta, byDerivativeOf: .sigmoid, preActivations: preActivations, activations: activations)
  }
}

extension Sigmoid {
  static let plugin = Plugin<any Activation>(
    "sigmoid", aliases: ["logistic"], summary: "1 / (1 + exp(-z))",
    formula: "1 / (1 + exp(-z))", derivative: "sigmoid(z) * (1 - sigmoid(z))",
    source: "Rumelhart, Hinton, Williams: \"Learning representations by back-propagating errors\", "
      + "Nature 323, 1986"
  ) { _ in
    Sigmoid()
  }
}
