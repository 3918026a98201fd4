import NNCore

// An operation that the kernels lack, composed of those that they have.
extension Kernels {
  /// out = sign(x), which is x / |x|, and 0 where x is 0.
  ///
  /// Where x is infinite or NaN, the result is NaN, so that a training that has diverged is
  /// noticed.
  ///
  /// - Parameters:
  ///   - x: the operand
  ///   - out: receives -1, 0 or 1 for each element; same shape, other memory
  func sign(_ x: Matrix<T>, into out: Matrix<T>) {
    apply(.abs, x, into: out)
    apply(.divide, x, out, into: out)
    withTemporary(shapedLike: x) { isZero in
      apply(.equal, x, 0, into: isZero)
      apply(.select, isZero, 0, out, into: out)
    }
  }
}
