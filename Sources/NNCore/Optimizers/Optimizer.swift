/// How weights change with the gradient.
///
/// Implementations treat every weight alone, in the same way wherever it stands: ranges of weights
/// are updated by different threads.
public protocol Optimizer: Sendable {
  /// Changes some rows of weights.
  ///
  /// - Parameters:
  ///   - weights: w, changed in place
  ///   - gradient: the sum over the batch of dC/dw, same shape
  ///   - scale: 1 / the number of samples in the batch
  ///   - eta: the learning rate
  ///   - kernels: computes on whole arrays
  func update<T: Scalar>(
    _ weights: Matrix<T>, gradient: Matrix<T>, scale: Double, eta: Double, kernels: Kernels<T>)
}
