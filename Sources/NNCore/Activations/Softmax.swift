import NNConfig

/// The activations of a sample are positive and add up to 1.
///
/// The maximum is subtracted first, so nothing overflows.
struct Softmax: Activation {
  var isElementwise: Bool { false }
  var limits: ClosedRange<Double> { 0...1 }
  var probabilityModel: ProbabilityModel? { .categorical }

  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.softmax(preActivations, into: activations)
  }

  // The full Jacobian.
  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.multiplyBySoftmaxDerivative(delta, activations: activations)
  }
}

extension Softmax {
  static let plugin = Plugin<any Activation>(
    "softmax", summary: "exp(z_i) / sum_j exp(z_j); output layer only",
    formula: "a_i = exp(z_i) / sum_j exp(z_j)",
    derivative: "da_i/dz_j = a_i * (1 - a_i) if i = j, otherwise -a_i * a_j",
    source: "Bridle: \"Probabilistic interpretation of feedforward classification network outputs, "
      + "with relationships to statistical pattern recognition\", 1990"
  ) { _ in
    Softmax()
  }
}
