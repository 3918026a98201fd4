import NNConfig
import NNCore

/// It is about half the square of a small error, and almost the size of a large one, so that
/// outliers count less than with the squared error.
struct Charbonnier: Loss {
  func costs<T: Scalar>(
    logits: Matrix<T>, activations: Matrix<T>, targets: Matrix<T>,
    into costs: UnsafeMutablePointer<Double>, kernels: Kernels<T>
  ) {
    kernels.withTemporary(shapedLike: activations) { root in
      kernels.apply(.subtract, activations, targets, into: root)
      kernels.apply(.multiplyAdd, root, root, 1, into: root)
      kernels.apply(.sqrt, root, into: root)
      kernels.apply(.subtract, root, 1, into: root)
      kernels.sumRows(of: root, into: costs)
    }
  }

  func gradient<T: Scalar>(
    activations: Matrix<T>, targets: Matrix<T>, into delta: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.withTemporary(shapedLike: activations) { root in
      kernels.apply(.subtract, activations, targets, into: delta)
      kernels.apply(.multiplyAdd, delta, delta, 1, into: root)
      kernels.apply(.sqrt, root, into: root)
      kernels.apply(.divide, delta, root, into: delta)
    }
  }
}

extension Charbonnier {
  static let plugin = Plugin<any Loss>(
    "charbonnier", aliases: ["pseudo_huber"],
    summary: "sum of sqrt(1 + (a - y)^2) - 1 over the output neurons",
    formula: "sqrt(1 + (a - y)^2) - 1", derivative: "(a - y) / sqrt(1 + (a - y)^2)",
    source: "Charbonnier, Blanc-Féraud, Aubert, Barlaud: \"Two deterministic half-quadratic "
      + "regularization algorithms for computed imaging\", ICIP 1994"
  ) { _ in
    Charbonnier()
  }
}
