import NNConfig

/// Stochastic gradient descent.
struct SGD: PlainDescent {
  var dependsOnLength: Bool { false }
  var changesWithoutGradient: Bool { false }

  func update<T: Scalar>(_ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>) {
    kernels.apply(
      .multiplyAdd, block.gradient, -step.learningRate, block.weights, into: block.weights)
  }
}

extension SGD {
  static let plugin = Plugin<any Optimizer>(
    "sgd", summary: "w = w - eta * mean gradient", formula: "w = w - eta * g",
    source: "Robbins, Monro: \"A stochastic approximation method\", Annals of Mathematical "
      + "Statistics 22(3), 1951"
  ) { _ in
    SGD()
  }
}
