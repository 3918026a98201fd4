import NNConfig

/// The sum of squared differences over the output neurons.
struct SquaredError: Loss {
  func costs<T: Scalar>(
    logits: Matrix<T>, activations: Matrix<T>, targets: Matrix<T>,
    into costs: UnsafeMutablePointer<Double>, kernels: Kernels<T>
  ) {
    kernels.squaredError(activations: activations, targets: targets, into: costs)
  }

  func gradient<T: Scalar>(
    activations: Matrix<T>, targets: Matrix<T>, into delta: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.squaredErrorGradient(activations: activations, targets: targets, into: delta)
  }
}

extension SquaredError {
  static let plugin = Plugin<any Loss>(
    "squared_error", aliases: ["mse"], summary: "sum of (a - y)^2 over the output neurons",
    formula: "(a - y)^2", derivative: "2 * (a - y)"
  ) { _ in
    SquaredError()
  }
}
