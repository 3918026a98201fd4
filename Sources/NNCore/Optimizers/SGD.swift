import NNConfig

/// Stochastic gradient descent, w += -eta * mean of dC/dw over the batch.
struct SGD: Optimizer {
  func update<T: Scalar>(
    _ weights: Matrix<T>, gradient: Matrix<T>, scale: Double, eta: Double, kernels: Kernels<T>
  ) {
    kernels.sgd(weights, gradient: gradient, scale: scale, eta: eta)
  }
}

extension SGD {
  static let plugin = Plugin<any Optimizer>("sgd", summary: "w -= eta * mean gradient") { _ in
    SGD()
  }
}
