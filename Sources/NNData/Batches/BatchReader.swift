package import NNCore

/// Reads batches of samples and converts them to the type that the network computes in.
package final class BatchReader<T: Scalar>: BatchSource {
  private let samples: Samples
  private let kernels: Kernels<T>
  private let arena = Arena()
  /// The input that each of the 256 byte values denotes: byte / divisor.
  private let values: UnsafeMutablePointer<T>
  /// The samples of the batch.
  private var selection = Samples.Selection.consecutive(from: 0)
  /// The stored rows of their inputs.
  private var storedRows = Samples.Selection.consecutive(from: 0)
  private let storedIndices: UnsafeMutablePointer<Int>

  /// The mean number of inputs that products visit in a row, if inputs are sparse.
  package let visitedInputs: Int?
  /// The inputs of the batch if they are sparse; valid until the next batch is chosen.
  package private(set) var sparseInputs: SparseBatch<T>?

  /// A reader of batches.
  ///
  /// - Parameters:
  ///   - samples: the samples to choose from
  ///   - capacity: the maximum number of samples in a batch
  ///   - kernels: computes on whole arrays
  package init(_ samples: Samples, capacity: Int, kernels: Kernels<T>) {
    self.samples = samples
    self.kernels = kernels
    visitedInputs = samples.sparseInputs?.meanVisitedCount
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
  ///   - count: their number, at most `capacity`
  package func choose(_ selection: Samples.Selection, count: Int) {
    self.selection = selection
    storedRows = selection
    if let rows = samples.rows {
      for sample in 0..<count { storedIndices[sample] = rows[selection.index(sample)] }
      storedRows = .indices(storedIndices)
    }
    if let stored = samples.sparseInputs {
      let (indices, first) = storedRows.parts
      sparseInputs = SparseBatch(
        stored, values: values, kernels: kernels, indices: indices, first: first)
    }
  }

  /// Copies the targets of some of the batch's samples, and their inputs unless these are sparse.
  ///
  /// - Parameters:
  ///   - part: the samples, by their positions in the batch
  ///   - inputs: the batch's inputs, samples x inputs; receives the rows of `part`
  ///   - targets: the batch's targets, samples x outputs; receives the rows of `part`
  package func fill(_ part: Range<Int>, inputs: PanelBatch<T>, targets: Matrix<T>) {
    if !isSparse {
      samples.inputs.gather(
        storedRows.dropFirst(part.lowerBound), into: inputs.rows(part), kernels: kernels)
    }
    samples.gatherTargets(
      selection.dropFirst(part.lowerBound), into: targets.rows(part), kernels: kernels)
  }
}
