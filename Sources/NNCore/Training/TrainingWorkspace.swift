/// The scratch memory of an iteration, shared by its two halves: `Backpropagation` fills
/// activations, deltas and costs; `WeightUpdate` reads them, and keeps the transposed weights up to
/// date for the next one.
final class TrainingWorkspace<T: Scalar> {
  /// The inputs, pre-activations and activations of the batch.
  let buffers: ActivationBuffers<T>
  /// The targets: samples x output neurons.
  let targets: Matrix<T>
  /// dC/dz of each layer after the input layer: samples x neurons.
  let deltas: [Matrix<T>]
  /// The cost of each sample.
  let costs: UnsafeMutablePointer<Double>
  /// The weights into each layer but the first, transposed: outputs x inputs.
  let transposedWeights: [PanelMatrix<T>]
  /// The gradient with respect to the weights of each layer.
  let gradients: [PanelMatrix<T>]
  /// The batch's inputs, if most of them are zero; otherwise they are in `buffers`.
  var sparseInputs: SparseBatch<T>?
  private let arena = Arena()

  /// Memory for a network and batches of up to `capacity` samples.
  ///
  /// - Parameters:
  ///   - network: the network, whose weights are transposed into the workspace
  ///   - capacity: the maximum number of samples in a batch
  ///   - isSparse: whether inputs come as sparse rows and need no memory here
  ///   - dropout: leaves out activations; `nil` for none
  ///   - kernels: computes on whole arrays
  init(
    _ network: Network<T>, capacity: Int, isSparse: Bool, dropout: Dropout? = nil,
    kernels: Kernels<T>
  ) {
    buffers = ActivationBuffers(
      structure: network.structure, capacity: capacity, hasSparseInputs: isSparse,
      dropout: dropout)
    targets = arena.matrix(rows: capacity, columns: network.structure[network.layers.count])
    deltas = network.layers.map { [arena] in arena.matrix(rows: capacity, columns: $0.outputs) }
    costs = arena.zeros(capacity)
    transposedWeights = network.layers.enumerated().map { [arena] index, layer in
      // Deltas are not propagated back to the inputs.
      index == 0
        ? arena.panels(rows: 0, columns: 1)
        : arena.panels(rows: layer.outputs, columns: layer.inputs)
    }
    gradients = network.layers.map { [arena] in
      arena.panels(rows: $0.weights.rows, columns: $0.outputs)
    }
    for (layer, transposed) in zip(network.layers, transposedWeights).dropFirst() {
      kernels.transpose(layer.weights, inputs: 0..<layer.inputs, into: transposed)
    }
  }

  /// The number of bytes that are allocated.
  var byteCount: Int { arena.byteCount + buffers.byteCount }

  /// The bytes of a workspace, as a `Double`, which does not overflow.
  ///
  /// - Parameters:
  ///   - structure: the neurons of each layer, input layer first
  ///   - capacity: the maximum number of samples in a batch
  ///   - isSparse: whether inputs come as sparse rows and need no memory here
  ///   - dropout: leaves out activations; `nil` for none
  /// - Returns: the bytes that depend on the weights, and those that depend on the batch
  static func byteCount(
    structure: [Int], capacity: Int, isSparse: Bool, dropout: Dropout? = nil
  ) -> (weights: Double, batch: Double) {
    let layers = zip(structure, structure.dropFirst())
    let transposed = layers.dropFirst().reduce(0.0) {
      $0 + Arena.byteCount(ofPanels: T.self, rows: $1.1, columns: $1.0)
    }
    let matrices = ([structure[structure.count - 1]] + structure.dropFirst()).reduce(0.0) {
      $0 + Arena.byteCount(ofMatrix: T.self, rows: capacity, columns: $1)
    }
    return (
      weights: Network<T>.byteCount(structure: structure) + transposed,
      batch: matrices + Double(capacity * MemoryLayout<Double>.stride)
        + ActivationBuffers<T>.byteCount(
          structure: structure, capacity: capacity, hasSparseInputs: isSparse, dropout: dropout)
    )
  }
}
