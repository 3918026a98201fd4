import NNConfig

/// Stochastic gradient descent: w -= eta * mean of dC/dw over the batch.
struct SGD: SumOptimizer {
  var dependsOnLength: Bool { false }

  func update<T: Scalar>(
    _ weights: Matrix<T>, gradientSum: Matrix<T>, scale: Double, step: TrainingStep,
    kernels: Kernels<T>
  ) {
    kernels.apply(
      .scaledMultiplyAdd, gradientSum, scale, -step.learningRate, weights, into: weights)
  }
}

extension SGD {
  static let plugin = Plugin<any Optimizer>("sgd", summary: "w = w - eta * mean gradient") { _ in
    SGD()
  }
}
