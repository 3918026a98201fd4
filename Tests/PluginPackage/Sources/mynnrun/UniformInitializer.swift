import NNConfig
import NNCore

/// Weights from a uniform distribution around zero.
struct UniformInitializer: Initializer {
  let limit: Double

  func initialize<T: Scalar>(_ network: Network<T>, seed: UInt64, kernels: Kernels<T>) {
    let random = RandomNumbers(seed: seed, purpose: .weights)
    for (index, layer) in network.layers.enumerated() {
      for neuron in 0..<layer.outputs {
        for input in 0...layer.inputs {
          let draw = random.uniform(
            stream: index + 1, index: neuron * (layer.inputs + 1) + input)
          layer.weights[input, neuron] = T((2 * draw - 1) * limit)
        }
      }
    }
  }
}

extension UniformInitializer {
  static let plugin = Plugin<any Initializer>(
    "uniform", summary: "uniform from -limit to limit",
    parameters: [
      .number("limit", default: 0.5, in: .positive, summary: "greatest magnitude of a weight")
    ]
  ) { options in
    UniformInitializer(limit: options.number("limit"))
  }
}
