/// An optimizer without slots that divides the sum of the gradient in the same pass in which it
/// changes the weights. A separate pass would take some 5 % of an iteration of a small network.
///
/// The results are bit-for-bit those of an update by the mean gradient.
protocol SumOptimizer: Optimizer {
  /// Changes a block of weights.
  ///
  /// - Parameters:
  ///   - weights: the weights w, changed in place
  ///   - gradientSum: the sum of dC/dw over the batch, same shape
  ///   - scale: 1 / the number of samples in the batch
  ///   - step: the iteration and its learning rate
  ///   - kernels: computes on whole arrays
  func update<T: Scalar>(
    _ weights: Matrix<T>, gradientSum: Matrix<T>, scale: Double, step: TrainingStep,
    kernels: Kernels<T>)
}

extension SumOptimizer {
  func update<T: Scalar>(_ block: ParameterBlock<T>, step: TrainingStep, kernels: Kernels<T>) {
    update(block.weights, gradientSum: block.gradient, scale: 1, step: step, kernels: kernels)
  }
}
