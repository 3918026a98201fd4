import NNConfig

/// The pre-activation itself.
struct Identity: Activation {
  func apply<T: Scalar>(
    _ preActivations: Matrix<T>, into activations: Matrix<T>, kernels: Kernels<T>
  ) {
    activations.elements.update(from: preActivations.elements, count: preActivations.paddedCount)
  }

  func backpropagate<T: Scalar>(
    _ delta: Matrix<T>, preActivations: Matrix<T>, activations: Matrix<T>, kernels: Kernels<T>
  ) {
    // Multiplying by 1 changes nothing.
  }
}

extension Identity {
  static let plugin = Plugin<any Activation>(
    "identity", aliases: ["linear"], summary: "z", formula: "z", derivative: "1"
  ) { _ in
    Identity()
  }
}
