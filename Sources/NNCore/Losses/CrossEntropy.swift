import NNConfig

/// The cross entropy of targets that are a distribution.
///
/// It is computed from the logits by log-sum-exp, so nothing has to be clamped. The derivative is
/// that of softmax and loss together.
struct CrossEntropy: Loss {
  var probabilityModel: ProbabilityModel? { .categorical }

  func costs<T: Scalar>(
    logits: Matrix<T>, activations: Matrix<T>, targets: Matrix<T>,
    into costs: UnsafeMutablePointer<Double>, kernels: Kernels<T>
  ) {
    kernels.crossEntropy(logits: logits, targets: targets, into: costs)
  }

  func gradient<T: Scalar>(
    activations: Matrix<T>, targets: Matrix<T>, into delta: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.difference(activations, targets, into: delta)
  }
}

extension CrossEntropy {
  static let plugin = Plugin<any Loss>(
    "cross_entropy",
    summary: "-sum of y ln(a) over the output neurons; for a softmax output",
    formula: "-y * log(a)", derivative: "dC/dz = a - y",
    source: "Bishop: \"Pattern recognition and machine learning\", Springer, 2006, section 5.2"
  ) { _ in
    CrossEntropy()
  }
}
