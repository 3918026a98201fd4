import NNConfig

/// Weights from a normal distribution with mean 0, whose standard deviation depends on the size of
/// a layer.
///
/// The bias neuron counts as an input, and its weights are drawn like all others.
struct NormalInitializer: Initializer {
  /// The standard deviation for a layer of `outputs` neurons after a layer of `inputs` neurons, the
  /// bias neuron included.
  let standardDeviation: @Sendable (_ inputs: Int, _ outputs: Int) -> Double

  func initialize<T: Scalar>(_ network: Network<T>, seed: UInt64, kernels: Kernels<T>) {
    let random = RandomNumbers(seed: seed, purpose: .weights)
    for (index, layer) in network.layers.enumerated() {
      let inputs = layer.inputs + 1
      let deviation = standardDeviation(inputs, layer.outputs)
      var draws = [Double](repeating: 0, count: inputs)
      for neuron in 0..<layer.outputs {
        for input in 0..<inputs {
          draws[input] = random.uniform(stream: index + 1, index: neuron * inputs + input)
        }
        draws.withUnsafeMutableBufferPointer { kernels.normalQuantile($0) }
        for input in 0..<inputs { layer.weights[input, neuron] = T(deviation * draws[input]) }
      }
    }
  }
}

extension NormalInitializer {
  /// He, Zhang, Ren, Sun: "Delving deep into rectifiers", 2015, arXiv:1502.01852.
  static let he = Plugin<any Initializer>(
    "he", summary: "normal with standard deviation sqrt(2 / inputs), bias neuron included; for relu"
  ) { _ in
    NormalInitializer { inputs, _ in (2 / Double(inputs)).squareRoot() }
  }

  /// Glorot, Bengio: "Understanding the difficulty of training deep feedforward neural networks",
  /// AISTATS 2010.
  static let xavier = Plugin<any Initializer>(
    "xavier",
    summary: "normal with standard deviation sqrt(2 / (inputs + outputs)); for tanh and sigmoid"
  ) { _ in
    NormalInitializer { inputs, outputs in (2 / Double(inputs + outputs)).squareRoot() }
  }
}
