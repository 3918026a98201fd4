import NNConfig

/// All weights zero. Hidden neurons then stay equal to each other: for networks without hidden
/// layer, and to see why random weights are needed.
struct ZeroInitializer: Initializer {
  var makesNeuronsDiffer: Bool { false }

  // A new network's weights are zero.
  func initialize<T: Scalar>(_ network: Network<T>, seed: UInt64, kernels: Kernels<T>) {}
}

extension ZeroInitializer {
  static let plugin = Plugin<any Initializer>(
    "zeros", summary: "all weights zero; for networks without hidden layer"
  ) { _ in
    ZeroInitializer()
  }
}
