import NNCore

extension Samples {
  /// The rows that are looked at together: few places of a file on a disk are quicker to find than many.
  private static let pieceSize = 256

  /// Where the inputs lie, in the data set's own units.
  ///
  /// Of large data sets a part is looked at, in pieces that are evenly spread.
  ///
  /// - Parameters:
  ///   - scaling: how they were scaled
  ///   - mostValues: the most numbers to look at; by default so many that units can be told, in a
  ///     millisecond or two
  ///   - kernels: computes on whole arrays
  /// - Returns: where they lie, and whether all of them were looked at
  package func inputRange(
    scaling: Scaling?, mostValues: Int = 1 << 20, kernels: Kernels<Double>
  ) -> (range: InputRange, isComplete: Bool) {
    var meter = InputMeter(width: inputWidth, scaling: scaling)
    let isComplete = sampleInputs(mostValues: mostValues, kernels: kernels) { meter.add($0) }
    return (meter.range, isComplete)
  }

  /// Hands out inputs in the network's units, all of them or pieces that are evenly spread.
  ///
  /// - Returns: whether they were all
  package func sampleInputs(
    mostValues: Int, kernels: Kernels<Double>, _ body: (Matrix<Double>) -> Void
  ) -> Bool {
    let memory = Memory()
    let piece: Matrix<Double> = memory.matrix(
      rows: min(Self.pieceSize, count), columns: inputWidth)
    let pieces = (count + piece.rows - 1) / piece.rows
    let used = min(pieces, max(1, mostValues / (piece.rows * inputWidth)))
    withExtendedLifetime(memory) {
      for index in 0..<used {
        let start = pieces * index / used * piece.rows
        let end = min(start + piece.rows, count)
        gatherInputs(start..<end, into: piece.prefix(end - start), kernels: kernels)
        body(piece.prefix(end - start))
        forget(start..<end)
      }
    }
    return used == pieces
  }

  private func gatherInputs(
    _ samples: Range<Int>, into matrix: Matrix<Double>, kernels: Kernels<Double>
  ) {
    guard let rows else {
      inputs.gather(.consecutive(from: samples.lowerBound), into: matrix, kernels: kernels)
      return
    }
    rows[samples].withUnsafeBufferPointer { rows in
      guard let start = rows.baseAddress else { return }
      inputs.gather(.indices(start), into: matrix, kernels: kernels)
    }
  }
}
