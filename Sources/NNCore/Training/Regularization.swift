/// A penalty for large weights, which training minimizes together with the cost:
///
///     l1 * sum of |w| + l2 / 2 * sum of w^2
///
/// over the weights that lead from all neurons but the bias neurons. Its gradient, l1 sign(w) + l2
/// w with sign(0) = 0, is added to the mean gradient of the cost before an optimizer sees it. For
/// stochastic gradient descent, `l2` is what PyTorch calls weight decay.
package struct Regularization: Sendable, Equatable {
  /// The factor of the sum of |w|; not negative.
  package let l1: Double
  /// The factor of half the sum of w^2; not negative.
  package let l2: Double

  /// No penalty.
  package static let none = Regularization(l1: 0, l2: 0)

  /// A penalty with these factors.
  package init(l1: Double, l2: Double) {
    self.l1 = l1
    self.l2 = l2
  }

  /// Whether there is no penalty.
  package var isNone: Bool { self == .none }

  /// Adds the gradient of the penalty.
  ///
  /// - Parameters:
  ///   - gradient: the mean gradient of the cost, changed in place; none of a bias neuron's weights
  ///   - weights: the weights w, same shape
  ///   - kernels: computes on whole arrays
  func add<T: Scalar>(to gradient: Matrix<T>, weights: Matrix<T>, kernels: Kernels<T>) {
    kernels.apply(.penalize, gradient, weights, l2, l1, into: gradient)
  }
}
