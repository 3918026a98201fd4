import NNConfig
import NNCore

/// sum |a - y| over the output neurons, with the derivative sign(a - y).
struct AbsoluteError: Loss {
  func costs<T: Scalar>(
    logits: Matrix<T>, activations: Matrix<T>, targets: Matrix<T>,
    into costs: UnsafeMutablePointer<Double>, kernels: Kernels<T>
  ) {
    for row in 0..<activations.rows {
      var cost = 0.0
      for column in 0..<activations.columns {
        cost += abs(Double(activations[row, column]) - Double(targets[row, column]))
      }
      costs[row] = cost
    }
  }

  func gradient<T: Scalar>(
    activations: Matrix<T>, targets: Matrix<T>, into delta: Matrix<T>, kernels: Kernels<T>
  ) {
    for row in 0..<activations.rows {
      for column in 0..<activations.columns {
        let difference = activations[row, column] - targets[row, column]
        delta[row, column] = difference > 0 ? 1 : difference < 0 ? -1 : 0
      }
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
