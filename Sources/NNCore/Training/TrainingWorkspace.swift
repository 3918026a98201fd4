/// The scratch memory of an iteration, shared by its two halves: `Backpropagation` fills
/// activations, deltas and costs; `WeightUpdate` reads them.
final class TrainingWorkspace<T: Scalar> {
  /// The inputs, pre-activations and activations of the batch.
  let buffers: ActivationBuffers<T>
  /// The targets: samples x output neurons.
  let targets: Matrix<T>
  /// dC/dz of each layer after the input layer: samples x neurons.
  let deltas: [PanelBatch<T>]
  /// The cost of each sample.
  let costs: UnsafeMutablePointer<Double>
  /// For each thread the gradient with respect to as many weights as it updates at a time.
  let gradients: [UnsafeMutablePointer<T>]
  private let arena = Arena()

  /// Memory for a network and batches of up to `capacity` samples.
  ///
  /// - Parameters:
  ///   - network: the network
  ///   - capacity: the maximum number of samples in a batch
  ///   - isSparse: whether inputs come as sparse rows
  ///   - dropout: leaves out activations; `nil` for none
  ///   - threads: the number of threads
  init(
    _ network: Network<T>, capacity: Int, isSparse: Bool, dropout: Dropout? = nil, threads: Int
  ) {
    buffers = ActivationBuffers(
      structure: network.structure, capacity: capacity, hasSparseInputs: isSparse,
      dropout: dropout, threads: threads)
    targets = arena.matrix(rows: capacity, columns: network.outputCount)
    deltas =
      network.layers.dropLast().map { [arena] in
        arena.panelBatch(rows: capacity, columns: $0.outputs)
      } + [PanelBatch(arena.matrix(rows: capacity, columns: network.outputCount))]
    costs = arena.zeros(capacity)
    gradients = (0..<threads).map { [arena] _ in arena.zeros(WeightBlock<T>.maximumTile) }
  }

  /// dC/dz of the output layer for some samples.
  func outputDelta(_ samples: Range<Int>) -> Matrix<T> {
    deltas[deltas.count - 1].rows(samples).matrix(0)
  }

  /// The number of bytes that are allocated.
  var byteCount: Int { arena.byteCount + buffers.byteCount }

  /// The bytes of a workspace.
  ///
  /// - Parameters:
  ///   - structure: the neurons of each layer, input layer first
  ///   - capacity: the maximum number of samples in a batch
  ///   - isSparse: whether inputs come as sparse rows
  ///   - dropout: leaves out activations; `nil` for none
  ///   - threads: the number of threads
  /// - Returns: the bytes of gradients, and those that depend on the batch, as a `Double`, which
  ///   does not overflow
  static func byteCount(
    structure: [Int], capacity: Int, isSparse: Bool, dropout: Dropout? = nil, threads: Int
  ) -> (gradients: Double, batch: Double) {
    let outputs = Arena.byteCount(
      ofMatrix: T.self, rows: capacity, columns: structure[structure.count - 1])
    let deltas = structure.dropFirst().dropLast().reduce(outputs) {
      $0 + Arena.byteCount(ofPanelBatch: T.self, rows: capacity, columns: $1)
    }
    return (
      gradients: Double(threads * WeightBlock<T>.maximumTile * MemoryLayout<T>.stride),
      batch: outputs + deltas + Double(capacity * MemoryLayout<Double>.stride)
        + ActivationBuffers<T>.byteCount(
          structure: structure, capacity: capacity, hasSparseInputs: isSparse, dropout: dropout,
          threads: threads)
    )
  }
}
