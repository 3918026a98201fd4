import NNCore

/// What the neurons of a layer answer to the samples of a training set.
struct LayerActivity {
  /// The neurons.
  let neurons: Int
  /// Those that answer the same to all samples, so that the samples do not matter to what is behind them.
  let constant: Int
  /// What they answer, if it is the same number.
  let answer: Double?
  /// The part of all answers that is so near a limit of the activation that nothing is learned there;
  /// `nil` for an activation that does not have two.
  let saturation: Double?
}

/// Finds what the neurons of all layers answer, while samples go through a network.
struct ActivityMeter<T: Scalar> {
  private var layers: [LayerMeter<T>]
  /// So many pieces of samples follow one of which all answers are looked at.
  private let stride: Int
  private var pieces = 0

  private static var maximumPieces: Int { 16 }

  /// A meter for a number of samples that come in pieces of some size.
  init(_ network: Network<T>, samples: Int, pieceSize: Int) {
    layers = network.layers.map { LayerMeter(neurons: $0.outputs, limits: $0.activation.limits) }
    stride = max(1, samples / (pieceSize * Self.maximumPieces))
  }

  /// Looks at the activations of some samples.
  mutating func add(_ activations: [Matrix<T>]) {
    for (index, matrix) in activations.enumerated() {
      layers[index].compare(matrix)
      if pieces.isMultiple(of: stride) { layers[index].countSaturated(matrix) }
    }
    pieces += 1
  }

  /// What was found, for each layer behind the input layer.
  var activities: [LayerActivity] { layers.map(\.activity) }
}

private struct LayerMeter<T: Scalar> {
  let neurons: Int
  let limits: ClosedRange<Double>
  /// What the neurons answered to the first sample.
  private var first: [T] = []
  /// The neurons that have answered nothing else until now: soon only few are left.
  private var constant: [Int] = []
  private var saturated = 0
  private var watched = 0

  /// Rounding alone makes smaller differences, relative to the value.
  private static var noise: T { 1e-6 }
  /// The part of the distance between two limits that counts as near one of them: there the derivatives
  /// of sigmoid and tanh are a twenty-fifth of their greatest value.
  private static var margin: Double { 0.01 }

  init(neurons: Int, limits: ClosedRange<Double>) {
    self.neurons = neurons
    self.limits = limits
  }

  mutating func compare(_ activations: Matrix<T>) {
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

  mutating func countSaturated(_ activations: Matrix<T>) {
    guard limits.lowerBound.isFinite, limits.upperBound.isFinite else { return }
    let margin = Self.margin * (limits.upperBound - limits.lowerBound)
    let (low, high) = (T(limits.lowerBound + margin), T(limits.upperBound - margin))
    for row in 0..<activations.rows {
      let values = activations.row(row)
      for neuron in 0..<neurons where values[neuron] < low || values[neuron] > high {
        saturated += 1
      }
    }
    watched += activations.rows * neurons
  }

  var activity: LayerActivity {
    let answers = constant.map { first[$0] }
    let isOne = answers.allSatisfy { $0 == answers[0] }
    return LayerActivity(
      neurons: neurons, constant: constant.count,
      answer: isOne ? answers.first.map { Double($0) } : nil,
      saturation: watched > 0 ? Double(saturated) / Double(watched) : nil)
  }
}
