package import NNCore

extension Samples {
  /// The rows of a chunk, unless they are wide: a disk reads few long runs faster than many short
  /// ones.
  private static let maximumChunkRows = 256
  /// The values of a chunk, unless a single row has more.
  private static let maximumChunkValues = 1 << 18

  /// Passes the inputs, in the network's units, to a function: all of them, or chunks that are
  /// spread evenly over the samples.
  ///
  /// - Parameters:
  ///   - maximumValues: the number of values to pass at most, unless a single chunk has more
  ///   - kernels: computes on whole arrays
  ///   - body: receives one chunk after another, samples x inputs
  /// - Returns: whether it has received all inputs
  package func sampleInputs(
    maximumValues: Int, kernels: Kernels<Double>, _ body: (Matrix<Double>) -> Void
  ) -> Bool {
    let arena = Arena()
    let rows = max(1, min(Self.maximumChunkRows, count, Self.maximumChunkValues / inputWidth))
    let chunk: Matrix<Double> = arena.matrix(rows: rows, columns: inputWidth)
    let chunks = (count + chunk.rows - 1) / chunk.rows
    let used = min(chunks, max(1, maximumValues / (chunk.rows * inputWidth)))
    withExtendedLifetime(arena) {
      for index in 0..<used {
        let start = chunks * index / used * chunk.rows
        let end = min(start + chunk.rows, count)
        gatherInputs(start..<end, into: chunk.prefix(end - start), kernels: kernels)
        body(chunk.prefix(end - start))
        forget(start..<end)
      }
    }
    return used == chunks
  }

  /// The inputs of a sample, in the network's units.
  package func inputValues(of sample: Int) -> [Double] {
    let arena = Arena()
    let row: Matrix<Double> = arena.matrix(rows: 1, columns: inputWidth)
    return withExtendedLifetime(arena) {
      gatherInputs(sample..<sample + 1, into: row, kernels: Kernels(.baseline))
      return (0..<inputWidth).map { row[0, $0] }
    }
  }

  private func gatherInputs(
    _ samples: Range<Int>, into matrix: Matrix<Double>, kernels: Kernels<Double>
  ) {
    guard let rows else {
      inputs.gather(
        .consecutive(from: samples.lowerBound), into: PanelBatch(matrix), kernels: kernels)
      return
    }
    rows[samples].withUnsafeBufferPointer { rows in
      guard let start = rows.baseAddress else { return }
      inputs.gather(.indices(start), into: PanelBatch(matrix), kernels: kernels)
    }
  }
}
