import NNConfig
import NNCore

/// sum |a - y| over the output neurons, with the derivative sign(a - y) by each output.
///
/// Where outputs cannot be exact, the mean of the squared error is least for the mean of the
/// targets, and that of the absolute error for their median, which outliers do not move.
struct AbsoluteError: Loss {
  func costs<T: Scalar>(
    logits: Matrix<T>, activations: Matrix<T>, targets: Matrix<T>,
    into costs: UnsafeMutablePointer<Double>, kernels: Kernels<T>
  ) {
    kernels.withTemporary(shapedLike: activations) { errors in
      kernels.apply(.subtract, activations, targets, into: errors)
      kernels.apply(.abs, errors, into: errors)
      kernels.sumRows(of: errors, into: costs)
    }
  }

  func gradient<T: Scalar>(
    activations: Matrix<T>, targets: Matrix<T>, into delta: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.withTemporary(shapedLike: activations) { errors in
      kernels.apply(.subtract, activations, targets, into: errors)
      kernels.sign(errors, into: delta)
    }
  }
}

extension AbsoluteError {
  static let plugin = Plugin<any Loss>(
    "absolute_error", aliases: ["mae"], summary: "sum |a - y| over the output neurons"
  ) { _ in
    AbsoluteError()
  }
}
