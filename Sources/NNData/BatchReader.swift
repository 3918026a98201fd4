import NNCore

/// Hands the samples of batches to a network, in the network's type.
public final class BatchReader<T: Scalar> {
  private let samples: Samples
  private let kernels: Kernels<T>
  private let memory = Memory()
  /// What the 256 bytes stand for.
  private let values: UnsafeMutablePointer<T>

  /// Whether inputs are lists, which `withLists` hands out and `fill` leaves out.
  public let hasLists: Bool

  /// A reader of batches.
  public init(_ samples: Samples, kernels: Kernels<T>) {
    self.samples = samples
    self.kernels = kernels
    hasLists = samples.lists != nil
    values = memory.zeros(256)
    // In T, as kernels divide bytes.
    for byte in 0..<256 { values[byte] = T(byte) / T(samples.inputs.divisor) }
  }

  /// Calls `body` with the inputs of a batch if they are lists.
  ///
  /// - Parameters:
  ///   - selection: the samples
  ///   - count: their number
  ///   - body: receives the lists, which are valid until it returns, or nothing
  /// - Returns: what `body` returns
  public func withLists<Result>(
    of selection: Samples.Selection, count: Int, _ body: (SparseBatch<T>?) throws -> Result
  ) rethrows -> Result {
    guard let lists = samples.lists else { return try body(nil) }
    return try samples.withStoredRows(of: selection, count: count) { stored in
      let (indices, first) = stored.parts
      return try body(SparseBatch(lists, values: values, indices: indices, first: first))
    }
  }

  /// Copies some of a batch's targets, and inputs unless they are lists.
  ///
  /// - Parameters:
  ///   - part: the samples, counted from the first one of the batch
  ///   - selection: the samples of the batch
  ///   - inputs: receives inputs, with a row for each sample of the batch
  ///   - targets: receives targets, with a row for each sample of the batch
  public func fill(
    _ part: Range<Int>, of selection: Samples.Selection, inputs: Matrix<T>, targets: Matrix<T>
  ) {
    let selection = selection.dropFirst(part.lowerBound)
    if !hasLists {
      samples.gatherInputs(selection, into: inputs.rows(part), kernels: kernels)
    }
    samples.gatherTargets(selection, into: targets.rows(part), kernels: kernels)
  }
}
