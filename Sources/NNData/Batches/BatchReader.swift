import NNCore

/// Reads batches of samples in the type that a network computes in.
public final class BatchReader<T: Scalar>: BatchSource {
  private let samples: Samples
  private let kernels: Kernels<T>
  private let arena = Arena()
  /// What the 256 bytes stand for.
  private let values: UnsafeMutablePointer<T>
  /// The samples of the batch.
  private var selection = Samples.Selection.consecutive(from: 0)
  /// Their stored rows.
  private var storedRows = Samples.Selection.consecutive(from: 0)
  private let storedIndices: UnsafeMutablePointer<Int>

  /// Whether inputs are lists.
  public let isSparse: Bool
  /// The inputs of the batch if they are lists, valid until the next batch is chosen.
  public private(set) var sparseInputs: SparseBatch<T>?

  /// A reader of batches of up to `capacity` samples.
  public init(_ samples: Samples, capacity: Int, kernels: Kernels<T>) {
    self.samples = samples
    self.kernels = kernels
    isSparse = samples.sparseInputs != nil
    values = arena.zeros(256)
    for byte in 0..<256 { values[byte] = T(Double(byte) / samples.inputs.divisor) }
    storedIndices = .allocate(capacity: max(1, capacity))
    storedIndices.initialize(repeating: 0, count: max(1, capacity))
  }

  deinit { storedIndices.deallocate() }

  /// Chooses the samples of the next batch.
  ///
  /// - Parameters:
  ///   - selection: the samples, valid until the batch is read
  ///   - count: their number
  public func choose(_ selection: Samples.Selection, count: Int) {
    self.selection = selection
    storedRows = selection
    if let rows = samples.rows {
      for sample in 0..<count { storedIndices[sample] = rows[selection.index(sample)] }
      storedRows = .indices(storedIndices)
    }
    if let stored = samples.sparseInputs {
      let (indices, first) = storedRows.parts
      sparseInputs = SparseBatch(stored, values: values, indices: indices, first: first)
    }
  }

  /// Copies some of the batch's targets, and inputs unless they are lists.
  public func fill(_ part: Range<Int>, inputs: Matrix<T>, targets: Matrix<T>) {
    if !isSparse {
      samples.inputs.gather(
        storedRows.dropFirst(part.lowerBound), into: inputs.rows(part), kernels: kernels)
    }
    samples.gatherTargets(
      selection.dropFirst(part.lowerBound), into: targets.rows(part), kernels: kernels)
  }
}
