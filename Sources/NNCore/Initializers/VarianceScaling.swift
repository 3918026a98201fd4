import NNConfig

/// Random weights with mean 0, whose variance depends on the size of a layer.
///
/// The bias neuron counts as an input, and its weights are drawn like all others.
struct VarianceScaling: Initializer {
  /// The distributions of the weights, given their variance.
  enum Distribution {
    case normal
    /// From -sqrt(3 variance) to sqrt(3 variance).
    case uniform
  }

  let distribution: Distribution
  /// The variance for a layer of `outputs` neurons after a layer of `inputs` neurons, the bias
  /// neuron included.
  let variance: @Sendable (_ inputs: Double, _ outputs: Double) -> Double

  func initialize<T: Scalar>(_ network: Network<T>, seed: UInt64, kernels: Kernels<T>) {
    let random = RandomNumbers(seed: seed, purpose: .weights)
    for (index, layer) in network.layers.enumerated() {
      let inputs = layer.inputs + 1
      let variance = variance(Double(inputs), Double(layer.outputs))
      let scale = (distribution == .normal ? variance : 3 * variance).squareRoot()
      var draws = [Double](repeating: 0, count: inputs)
      for neuron in 0..<layer.outputs {
        for input in 0..<inputs {
          draws[input] = random.uniform(stream: index + 1, index: neuron * inputs + input)
        }
        draws.withUnsafeMutableBufferPointer { draws in
          switch distribution {
          case .normal: kernels.normalQuantile(draws)
          case .uniform: for input in 0..<inputs { draws[input] = 2 * draws[input] - 1 }
          }
        }
        for input in 0..<inputs { layer.weights[input, neuron] = T(scale * draws[input]) }
      }
    }
  }
}

extension VarianceScaling {
  static let he = Plugin<any Initializer>(
    "he",
    summary: "normal with standard deviation sqrt(2 / inputs), bias neuron included; for relu",
    formula: "normal * sqrt(2 / inputs)", source: heSource
  ) { _ in
    VarianceScaling(distribution: .normal) { inputs, _ in 2 / inputs }
  }

  /// The same variance from a uniform distribution.
  static let heUniform = Plugin<any Initializer>(
    "he_uniform", summary: "uniform from -sqrt(6 / inputs) to sqrt(6 / inputs); for relu",
    formula: "(2 * uniform - 1) * sqrt(6 / inputs)", source: heSource
  ) { _ in
    VarianceScaling(distribution: .uniform) { inputs, _ in 2 / inputs }
  }

  static let xavier = Plugin<any Initializer>(
    "xavier", aliases: ["glorot"],
    summary: "normal with standard deviation sqrt(2 / (inputs + outputs)); for tanh and sigmoid",
    formula: "normal * sqrt(2 / (inputs + outputs))", source: glorotSource
  ) { _ in
    VarianceScaling(distribution: .normal) { inputs, outputs in 2 / (inputs + outputs) }
  }

  /// The same variance from a uniform distribution, as the paper has it.
  static let xavierUniform = Plugin<any Initializer>(
    "xavier_uniform", aliases: ["glorot_uniform"],
    summary: "uniform up to sqrt(6 / (inputs + outputs)), both signs; for tanh and sigmoid",
    formula: "(2 * uniform - 1) * sqrt(6 / (inputs + outputs))", source: glorotSource
  ) { _ in
    VarianceScaling(distribution: .uniform) { inputs, outputs in 2 / (inputs + outputs) }
  }

  static let leCun = Plugin<any Initializer>(
    "lecun", summary: "normal with standard deviation sqrt(1 / inputs), bias neuron included",
    formula: "normal * sqrt(1 / inputs)", source: leCunSource
  ) { _ in
    VarianceScaling(distribution: .normal) { inputs, _ in 1 / inputs }
  }

  /// The same variance from a uniform distribution.
  static let leCunUniform = Plugin<any Initializer>(
    "lecun_uniform", summary: "uniform from -sqrt(3 / inputs) to sqrt(3 / inputs)",
    formula: "(2 * uniform - 1) * sqrt(3 / inputs)", source: leCunSource
  ) { _ in
    VarianceScaling(distribution: .uniform) { inputs, _ in 1 / inputs }
  }

  private static let heSource =
    "He, Zhang, Ren, Sun: \"Delving deep into rectifiers: surpassing human-level performance on "
    + "ImageNet classification\", 2015, arXiv:1502.01852"
  private static let glorotSource =
    "Glorot, Bengio: \"Understanding the difficulty of training deep feedforward neural networks\", "
    + "AISTATS 2010"
  private static let leCunSource = "LeCun, Bottou, Orr, Müller: \"Efficient backprop\", 1998"
}
