import NNConfig

/// Weights that are all zero: for networks without a hidden layer, and to see why hidden layers
/// need random weights, without which their neurons stay equal to each other.
struct ZeroInitializer: Initializer {
  var breaksSymmetry: Bool { false }

  // A new network's weights are zero.
  func initialize<T: Scalar>(_ network: Network<T>, seed: UInt64, kernels: Kernels<T>) {}
}

extension ZeroInitializer {
  static let plugin = Plugin<any Initializer>(
    "zeros", summary: "all weights are 0; for networks without hidden layers", formula: "0"
  ) { _ in
    ZeroInitializer()
  }
}
