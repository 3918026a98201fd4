import NNConfig

/// The logistic function 1 / (1 + exp(-z)); its derivative is a (1 - a).
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
    "sigmoid", aliases: ["logistic"], summary: "1 / (1 + exp(-z))"
  ) { _ in
    Sigmoid()
  }
}
