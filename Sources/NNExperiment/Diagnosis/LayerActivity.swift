import NNCore

/// The activity of a layer's neurons on the samples of a training set.
struct LayerActivity {
  /// The number of neurons.
  let neurons: Int
  /// The number of constant neurons: those with the same activation for all samples, which pass on
  /// nothing about them.
  let constant: Int
  /// The activation of the constant neurons, if they share one.
  let constantOutput: Double?
  /// The saturation: the share of activations so close to a limit of the function that nothing is
  /// learned there; `nil` for a function without two limits.
  let saturation: Double?
}

/// Measures the activity of all layers while samples pass through a network.
struct ActivityMeter<T: Scalar> {
  private var layers: [LayerMeter<T>]
  /// All activations of one batch in this many are examined.
  private let stride: Int
  private var pieces = 0

  private static var maximumPieces: Int { 16 }

  /// A meter for samples that come in batches of some size.
  init(_ network: Network<T>, samples: Int, pieceSize: Int) {
    layers = network.layers.map { LayerMeter(neurons: $0.outputs, limits: $0.activation.limits) }
    stride = max(1, samples / (pieceSize * Self.maximumPieces))
  }

  /// Examines the activations of some samples.
  mutating func add(_ activations: [PanelBatch<T>]) {
    for (index, matrix) in activations.enumerated() {
      layers[index].compare(matrix)
      if pieces.isMultiple(of: stride) { layers[index].countSaturated(matrix) }
    }
    pieces += 1
  }

  /// The activity of each layer after the input layer.
  var activities: [LayerActivity] { layers.map(\.activity) }
}

private struct LayerMeter<T: Scalar> {
  let neurons: Int
  let limits: ClosedRange<Double>
  /// The neurons' activations for the first sample.
  private var first: [T] = []
  /// The neurons that have been constant so far: soon there are few.
  private var constant: [Int] = []
  private var saturated = 0
  private var watched = 0

  /// Smaller differences, relative to the value, are rounding errors.
  private static var noise: T { 1e-6 }
  /// The share of the distance between two limits that counts as close to one: there the
  /// derivatives of sigmoid and tanh are a twenty-fifth of their maximum.
  private static var margin: Double { 0.01 }

  init(neurons: Int, limits: ClosedRange<Double>) {
    self.neurons = neurons
    self.limits = limits
  }

  mutating func compare(_ activations: PanelBatch<T>) {
    if first.isEmpty {
      first = (0..<neurons).map { activations[0, $0] }
      constant = Array(0..<neurons)
    }
    constant.removeAll { neuron in
      let value = first[neuron]
      return (0..<activations.rows).contains { row in
        let other = activations[row, neuron]
        return abs(other - value) > Self.noise * max(abs(other), abs(value))
      }
    }
  }

  mutating func countSaturated(_ activations: PanelBatch<T>) {
    guard limits.lowerBound.isFinite, limits.upperBound.isFinite else { return }
    let margin = Self.margin * (limits.upperBound - limits.lowerBound)
    let (low, high) = (T(limits.lowerBound + margin), T(limits.upperBound - margin))
    for panel in activations.matrixIndices(of: 0..<neurons) {
      let matrix = activations.matrix(panel)
      for row in 0..<matrix.rows {
        let values = matrix.row(row)
        for neuron in 0..<matrix.columns where values[neuron] < low || values[neuron] > high {
          saturated += 1
        }
      }
    }
    watched += activations.rows * neurons
  }

  var activity: LayerActivity {
    let outputs = constant.map { first[$0] }
    let isOne = outputs.allSatisfy { $0 == outputs[0] }
    return LayerActivity(
      neurons: neurons, constant: constant.count,
      constantOutput: isOne ? outputs.first.map { Double($0) } : nil,
      saturation: watched > 0 ? Double(saturated) / Double(watched) : nil)
  }
}
