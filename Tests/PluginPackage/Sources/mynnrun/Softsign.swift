import NNConfig
import NNCore

/// z / (1 + |z|); its derivative is 1 / (1 + |z|)^2.
struct Softsign: Activation {
  var limits: ClosedRange<Double> { -1...1 }

  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
  ) {
    for row in 0..<preActivations.rows {
      let (z, a) = (preActivations.row(row), activations.row(row))
      for column in 0..<preActivations.columns { a[column] = z[column] / (1 + abs(z[column])) }
    }
  }

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    for row in 0..<delta.rows {
      let (d, z) = (delta.row(row), preActivations.row(row))
      for column in 0..<delta.columns {
        let divisor = 1 + abs(z[column])
        d[column] /= divisor * divisor
      }
    }
  }
}

extension Softsign {
  static let plugin = Plugin<any Activation>("softsign", summary: "z / (1 + |z|)") { _ in
    Softsign()
  }
}
