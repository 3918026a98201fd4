import NNConfig

/// -sum y ln a over the output neurons, for targets y that are a distribution.
///
/// It is computed from the logits by log-sum-exp, so nothing has to be clamped. Together with
/// softmax, dC/dz is a - y.
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
    summary: "-sum of y ln(a) over the output neurons; for a softmax output"
  ) { _ in
    CrossEntropy()
  }
}
