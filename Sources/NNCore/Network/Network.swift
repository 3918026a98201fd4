import NNFiles

/// A fully connected network: its layers, and the memory of their weights.
public final class Network<T: Scalar> {
  /// The neurons of each layer, input layer first, bias neurons not counted.
  public let structure: [Int]
  /// The number of output neurons.
  package var outputCount: Int { structure[structure.count - 1] }
  /// The layers after the input layer.
  public let layers: [Layer<T>]
  /// The number of weights, bias weights included.
  public let parameterCount: Int
  private let arena = Arena()

  /// A network whose weights are zero.
  ///
  /// - Parameters:
  ///   - structure: the neurons of each layer, input layer first; at least two, all positive
  ///   - activations: one for each layer after the input layer
  package init(structure: [Int], activations: [any Activation]) {
    precondition(structure.count == activations.count + 1, "one activation for each layer")
    self.structure = structure
    layers = activations.indices.map { [arena] index in
      let weights = arena.panels(
        rows: structure[index] + 1, columns: structure[index + 1], of: T.self)
      return Layer(weights: weights, activation: activations[index])
    }
    parameterCount = layers.reduce(0) { $0 + $1.weights.count }
  }

  /// Whether no weight is infinite or NaN.
  package var isFinite: Bool { layers.allSatisfy(\.weights.isFinite) }

  /// The number of multiplications in a forward pass of one sample.
  ///
  /// - Parameters:
  ///   - structure: the neurons of each layer, input layer first
  ///   - visitedInputs: the number of inputs of a sample that products visit; `nil` for all
  /// - Returns: their number; half of `Int.max` if there are more
  static func multiplications(structure: [Int], visitedInputs: Int?) -> Int {
    guard let parameterCount = parameterCount(of: structure) else { return .max / 2 }
    let unvisited = visitedInputs.map { max(0, structure[0] - $0) } ?? 0
    return min(parameterCount - unvisited * structure[1], .max / 2)
  }

  /// The number of weights of a structure, bias weights included; `nil` if it is above `Int.max`.
  package static func parameterCount(of structure: [Int]) -> Int? {
    var count = 0
    for (inputs, outputs) in zip(structure, structure.dropFirst()) {
      guard let weights = inputs.checkedSum(1)?.checkedProduct(outputs),
        let sum = count.checkedSum(weights)
      else { return nil }
      count = sum
    }
    return count
  }
}

extension Network {
  /// The number of bytes that are allocated for the weights.
  var byteCount: Int { arena.byteCount }

  /// The bytes of the weights of a structure, as a `Double`, which does not overflow.
  package static func byteCount(structure: [Int]) -> Double {
    zip(structure, structure.dropFirst()).reduce(0) {
      $0 + Arena.byteCount(ofPanels: T.self, rows: $1.0 + 1, columns: $1.1)
    }
  }
}

/// A layer: the weights that lead into it, and the activation function of its neurons.
public struct Layer<T: Scalar> {
  /// The weights, (inputs + 1) x outputs: row 0 leads from the bias neuron, row k from input k.
  ///
  /// This is the transpose of the lecture's W: neighbours in memory belong to different neurons, so
  /// that vectors run along neurons and never along a sum.
  public let weights: PanelMatrix<T>
  /// The activation function of its neurons.
  public let activation: any Activation

  /// The number of neurons in the layer before, bias neuron not counted.
  public var inputs: Int { weights.rows - 1 }
  /// The number of neurons in the layer.
  public var outputs: Int { weights.columns }
}
