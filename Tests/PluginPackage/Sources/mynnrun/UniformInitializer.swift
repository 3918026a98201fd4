import NNConfig
import NNCore

/// Weights, bias weights included, from a uniform distribution between -limit and limit.
///
/// A random number is a function of seed, purpose and position; here the position is that of a
/// weight in the network. There is no generator with a state, so no draw depends on another.
struct UniformInitializer: Initializer {
  let limit: Double

  func initialize<T: Scalar>(_ network: Network<T>, seed: UInt64, kernels: Kernels<T>) {
    let random = RandomNumbers(seed: seed, purpose: .weights)
    for (index, layer) in network.layers.enumerated() {
      // Input 0 is the bias neuron.
      let inputs = layer.inputs + 1
      for neuron in 0..<layer.outputs {
        for input in 0..<inputs {
          let draw = random.uniform(stream: index + 1, index: neuron * inputs + input)
          layer.weights[input, neuron] = T((2 * draw - 1) * limit)
        }
      }
    }
  }
}

extension UniformInitializer {
  static let plugin = Plugin<any Initializer>(
    "uniform", summary: "uniform from -limit to limit",
    formula: "(2 * uniform - 1) * limit",
    parameters: [
      .number("limit", default: 0.5, in: .positive, summary: "the largest magnitude of a weight")
    ]
  ) { options in
    UniformInitializer(limit: options.number("limit"))
  }
}
