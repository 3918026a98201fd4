import NNConfig

/// Weights from an `.npz` file, as a run or NumPy writes it.
struct WeightsFileInitializer: Initializer {
  let path: String

  func files() -> [String] { [path] }

  /// Reads the weights from the file.
  ///
  /// - Throws: `WeightsError` if the file does not fit the network, or a weight is not finite in
  ///   its type; another `UserFacingError` if the file cannot be read
  func initialize<T: Scalar>(_ network: Network<T>, seed: UInt64, kernels: Kernels<T>) throws {
    try network.readWeights(from: path)
    for (index, layer) in network.layers.enumerated() {
      guard layer.weights.isFinite else {
        throw WeightsError.notFinite(
          path, key: Network<T>.key(ofLayer: index),
          type: T.self == Float.self ? "float32" : "float64")
      }
    }
  }
}

extension WeightsFileInitializer {
  static let plugin = Plugin<any Initializer>(
    "npz", summary: "the weights in a file", example: "{name: npz, path: weights.npz}",
    parameters: [
      Parameter("path", .path, isRequired: true, summary: "the weights file, .npz")
    ]
  ) { options in
    WeightsFileInitializer(path: options.text("path"))
  }
}
