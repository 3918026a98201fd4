import CNNKernels

/// The inputs of a batch of sparse rows as products with them need them: bytes, zeros included, and
/// for each input or quad the samples in which it is not zero.
package final class ExpandedBatch<T: Scalar> {
  private let capacity: Int
  /// The number of inputs.
  let width: Int
  private let bytes: UnsafeMutablePointer<UInt8>
  private let masks: UnsafeMutablePointer<UInt64>
  /// The number of samples in the batch.
  private(set) var count = 0
  /// Whether a thread that has this batch for itself has laid it out; not used if it is shared.
  var isExpanded = false
  /// The rows of the batch.
  private(set) var rows: SparseBatch<T>?
  /// The number of inputs that products visit at a time.
  var inputsAtATime: Int { kernelBatch.unit }
  /// What the kernels call the batch; without samples before the first one.
  private(set) var kernelBatch: nn_sparse_batch
  private let arena = Arena()

  /// The number of samples in a block, whose terms are one chain in a gradient.
  static var blockSize: Int { 64 }

  /// Memory for batches of up to `capacity` samples with `width` inputs.
  package init(capacity: Int, width: Int) {
    self.capacity = capacity
    self.width = width
    bytes = arena.zeros(nn_expanded_bytes(capacity, width))
    masks = arena.zeros(nn_expanded_masks(capacity, width, 1))
    kernelBatch = nn_sparse_batch(
      samples: 0, width: width, unit: 1, bytes: bytes, masks: masks, values: bytes)
  }

  /// The number of bytes that are allocated.
  var byteCount: Int { arena.byteCount }

  /// The bytes for batches of up to `capacity` samples with `width` inputs, as a `Double`.
  static func byteCount(capacity: Int, width: Int) -> Double {
    let blocks = Double((capacity + blockSize - 1) / blockSize)
    return blocks
      * (Double(nn_expanded_bytes(1, width))
        + Double(nn_expanded_masks(1, width, 1)) * Double(MemoryLayout<UInt64>.stride))
  }

  /// Begins a batch; its samples are laid out by `Kernels.expand`.
  ///
  /// - Parameters:
  ///   - rows: the rows
  ///   - count: the number of samples
  package func begin(_ rows: SparseBatch<T>, count: Int) {
    assert(count <= capacity && rows.rows.width == width)
    self.rows = rows
    self.count = count
    isExpanded = false
    kernelBatch = nn_sparse_batch(
      samples: count, width: width, unit: rows.inputsAtATime, bytes: bytes, masks: masks,
      values: rows.values)
  }
}
