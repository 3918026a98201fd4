import NNConfig

/// The hyperbolic tangent; its derivative is 1 - a^2.
struct Tanh: Activation {
  func apply<T: Scalar>(_ sums: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>) {
    kernels.tanh(count: sums.count, z: sums.elements, into: activations.elements)
  }

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, sums: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.tanhBackward(count: delta.count, a: activations.elements, delta: delta.elements)
  }
}

extension Tanh {
  static let plugin = Plugin<any Activation>("tanh", summary: "tanh(z)") { _ in
    Tanh()
  }
}
