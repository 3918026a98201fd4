import NNConfig

/// The logistic function 1 / (1 + exp(-z)); its derivative is a (1 - a).
struct Sigmoid: Activation {
  func apply<T: Scalar>(_ sums: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>) {
    kernels.sigmoid(count: sums.count, z: sums.elements, into: activations.elements)
  }

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, sums: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    kernels.sigmoidBackward(count: delta.count, a: activations.elements, delta: delta.elements)
  }
}

extension Sigmoid {
  static let plugin = Plugin<any Activation>("sigmoid", aliases: ["logistic"], summary: "1 / (1 + exp(-z))") { _ in
    Sigmoid()
  }
}
