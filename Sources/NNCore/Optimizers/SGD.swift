import NNConfig

/// Stochastic gradient descent.
struct SGD: SumOptimizer {
  var dependsOnLength: Bool { false }
  var changesWithoutGradient: Bool { false }

  func update<T: Scalar>(
    _ weights: Matrix<T>, gradientSum: Matrix<T>, scale: Double, step: TrainingStep,
    kernels: Kernels<T>
  ) {
    kernels.apply(
      .scaledMultiplyAdd, gradientSum, scale, -step.learningRate, weights, into: weights)
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
