import NNConfig

/// Stochastic gradient descent, w += -eta * mean of dC/dw over the batch.
struct SGD: Optimizer {
  func update<T: Scalar>(_ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>) {
    kernels.apply(
      .multiplyAdd, block.gradient, -step.learningRate, block.weights, into: block.weights)
  }
}

extension SGD {
  static let plugin = Plugin<any Optimizer>("sgd", summary: "w -= eta * mean gradient") { _ in
    SGD()
  }
}
