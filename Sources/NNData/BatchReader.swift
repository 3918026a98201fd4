import NNCore

/// Hands the samples of batches to a network, in the network's type.
public final class BatchReader<T: Scalar> {
  private let samples: Samples
  private let kernels: Kernels<T>
  private let memory = Memory()
  /// What the 256 bytes stand for.
  private let values: UnsafeMutablePointer<T>
  /// The stored row of each sample of a batch, where that is not the sample's number.
  private var rows: [Int]

  /// Whether inputs are lists, which `lists` hands out and `fill` leaves out.
  public let hasLists: Bool

  /// A reader of batches of up to `capacity` samples.
  public init(_ samples: Samples, capacity: Int, kernels: Kernels<T>) {
    self.samples = samples
    self.kernels = kernels
    hasLists = samples.lists != nil
    rows = [Int](repeating: 0, count: samples.rows == nil ? 0 : capacity)
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
    guard let stored = samples.rows else {
      let (indices, first) = selection.parts
      return try body(SparseBatch(lists, values: values, indices: indices, first: first))
    }
    for sample in 0..<count { rows[sample] = stored[selection.index(sample)] }
    return try rows.withUnsafeBufferPointer { rows in
      try body(SparseBatch(lists, values: values, indices: rows.baseAddress, first: 0))
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
