import NNConfig

/// Stochastic gradient descent, w += -eta * mean of dC/dw over the batch.
struct SGD: Optimizer {
  func update<T: Scalar>(
    _ weights: UnsafeMutablePointer<T>, gradient: UnsafePointer<T>, count: Int, scale: Double,
    eta: Double, kernels: Kernels<T>
  ) {
    kernels.sgdUpdate(count: count, eta: eta, scale: scale, gradient: gradient, weights: weights)
  }
}

extension SGD {
  static let plugin = Plugin<any Optimizer>("sgd", summary: "w -= eta * mean gradient") { _ in
    SGD()
  }
}
