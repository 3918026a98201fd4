package import NNFiles

/// Everything that changes while a network is trained: its weights, the optimizer's slots, the best
/// weights so far, and the progress.
///
/// A state is complete from the start: it is made with the weights of an initializer or with those
/// of a checkpoint, and nothing but an optimizer changes them until the training is over.
package final class TrainingState<T: Scalar> {
  /// The network with its current weights.
  package let network: Network<T>
  /// How far the training is.
  package var progress: TrainingProgress
  /// The names of the optimizer's slots.
  let slotNames: [String]
  /// The slots of each layer, in the order of their names.
  let slots: [[PanelMatrix<T>]]
  /// The best weights, if any have been kept.
  private(set) var best: [PanelMatrix<T>]?
  private let arena = Arena()

  /// The state before the first iteration; all slots are zero.
  ///
  /// - Parameters:
  ///   - network: a new network
  ///   - optimizer: names the slots
  ///   - initializer: sets the initial weights
  ///   - seed: the experiment's seed
  ///   - kernels: computes on whole arrays
  /// - Throws: what the initializer throws: a `UserFacingError` if a file does not fit the network
  package init(
    _ network: Network<T>, optimizer: any Optimizer, initializer: any Initializer, seed: UInt64,
    kernels: Kernels<T>
  ) throws {
    try initializer.initialize(network, seed: seed, kernels: kernels)
    self.network = network
    progress = TrainingProgress()
    slotNames = Self.slotNames(of: optimizer)
    slots = Self.slots(of: network, count: slotNames.count, in: arena)
  }

  /// The state that a checkpoint has.
  ///
  /// - Parameters:
  ///   - arrays: its arrays by key, as `arrays` names them
  ///   - progress: how far the training was
  ///   - network: a new network
  ///   - optimizer: names the slots
  ///   - path: the file that the arrays come from, for messages
  /// - Throws: `WeightsError` if an array is missing or has another shape
  package init(
    restoring arrays: [String: NPYArray], progress: TrainingProgress, network: Network<T>,
    optimizer: any Optimizer, from path: String
  ) throws(WeightsError) {
    self.network = network
    self.progress = progress
    slotNames = Self.slotNames(of: optimizer)
    slots = Self.slots(of: network, count: slotNames.count, in: arena)
    try network.setWeights(arrays, from: path)
    for (slot, name) in slotNames.enumerated() {
      for (index, layer) in slots.enumerated() {
        try layer[slot].set(arrays, key: Self.key(name, layer: index), from: path)
      }
    }
    guard arrays[Self.key(Self.bestName, layer: 0)] != nil else { return }
    let best = Self.panels(of: network, in: arena)
    for (index, panels) in best.enumerated() {
      try panels.set(arrays, key: Self.key(Self.bestName, layer: index), from: path)
    }
    self.best = best
  }

  /// Keeps the current weights as the best so far.
  package func keepWeightsAsBest() {
    let best = best ?? Self.panels(of: network, in: arena)
    for (layer, kept) in zip(network.layers, best) { kept.copy(layer.weights) }
    self.best = best
  }

  /// Gives the network the best weights, if any have been kept.
  ///
  /// A `Trainer` of this state must not perform any more iterations: the optimizer's slots belong
  /// to other weights.
  package func useBestWeights() {
    for (layer, kept) in zip(network.layers, best ?? []) { layer.weights.copy(kept) }
  }

  private static func slotNames(of optimizer: any Optimizer) -> [String] {
    let names = optimizer.slots
    precondition(
      names.allSatisfy(SlotName.isValid) && Set(names).count == names.count,
      "slots have different names of lower-case letters, digits and '_', but not 'arr' or 'best'")
    return names
  }

  private static func slots(
    of network: Network<T>, count: Int, in arena: Arena
  ) -> [[PanelMatrix<T>]] {
    network.layers.map { layer in
      (0..<count).map { _ in
        arena.panels(rows: layer.weights.rows, columns: layer.weights.columns)
      }
    }
  }

  private static func panels(of network: Network<T>, in arena: Arena) -> [PanelMatrix<T>] {
    network.layers.map { arena.panels(rows: $0.weights.rows, columns: $0.weights.columns) }
  }
}

// What a checkpoint stores.
extension TrainingState {
  private static var bestName: String { SlotName.ofBestWeights }

  private static func key(_ name: String, layer: Int) -> String { "\(name)_\(layer + 1)" }

  /// Everything but the progress, as named arrays: the weights as in `weights.npz`, and for each
  /// layer l, with the shape of its weights, an array `<slot>_l` for each slot and, if there are
  /// best weights, `best_l`.
  package var arrays: [(key: String, array: NPYArray)] {
    var arrays = network.weightArrays + slotArrays
    for (index, panels) in (best ?? []).enumerated() {
      arrays.append((Self.key(Self.bestName, layer: index), panels.array))
    }
    return arrays
  }

  /// The arrays of the optimizer's slots, which are not in `weights.npz`.
  package var slotArrays: [(key: String, array: NPYArray)] {
    slotNames.enumerated().flatMap { slot, name in
      slots.enumerated().map { (Self.key(name, layer: $0), $1[slot].array) }
    }
  }

  /// The keys and shapes of the arrays of a state.
  ///
  /// - Parameters:
  ///   - structure: the neurons of each layer, input layer first
  ///   - optimizer: names the slots
  ///   - hasBest: whether best weights have been kept
  /// - Returns: keys and shapes, in the order of `arrays`
  package static func shapes(
    structure: [Int], optimizer: any Optimizer, hasBest: Bool
  ) -> [(key: String, shape: [Int])] {
    let layers = zip(structure, structure.dropFirst()).map { [$1, $0 + 1] }
    let names = [SlotName.ofWeights] + optimizer.slots + (hasBest ? [bestName] : [])
    return [(key: "arr_0", shape: [0])]
      + names.flatMap { name in
        layers.enumerated().map { (key: key(name, layer: $0), shape: $1) }
      }
  }

  /// Whether best weights have been kept.
  package var hasBest: Bool { best != nil }

  /// The number of bytes that are allocated for weights and slots, and for best weights if any are
  /// kept.
  var byteCount: Int { network.byteCount + arena.byteCount }

  /// The bytes of weights and slots, as a `Double`, which does not overflow.
  ///
  /// - Parameters:
  ///   - structure: the neurons of each layer, input layer first
  ///   - slotCount: the number of the optimizer's slots
  ///   - keepsBest: whether the best weights are kept, too
  /// - Returns: the bytes
  package static func byteCount(
    structure: [Int], slotCount: Int, keepsBest: Bool = false
  ) -> Double {
    Double(1 + slotCount + (keepsBest ? 1 : 0)) * Network<T>.byteCount(structure: structure)
  }
}
