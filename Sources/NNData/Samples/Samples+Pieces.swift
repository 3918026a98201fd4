import NNCore

extension Samples {
  /// The rows of a piece: few places of a file on a disk are quicker to find than many.
  private static let maximumRows = 256
  /// The most numbers of a piece, unless a row has more.
  private static let pieceSize = 1 << 18

  /// Hands out inputs in the network's units, all of them or pieces that are evenly spread.
  ///
  /// - Parameters:
  ///   - maximumValues: the most numbers to hand out
  ///   - kernels: computes on whole arrays
  ///   - body: receives one piece after the other
  /// - Returns: whether they were all
  package func sampleInputs(
    maximumValues: Int, kernels: Kernels<Double>, _ body: (Matrix<Double>) -> Void
  ) -> Bool {
    let arena = Arena()
    let rows = max(1, min(Self.maximumRows, count, Self.pieceSize / inputWidth))
    let piece: Matrix<Double> = arena.matrix(rows: rows, columns: inputWidth)
    let pieces = (count + piece.rows - 1) / piece.rows
    let used = min(pieces, max(1, maximumValues / (piece.rows * inputWidth)))
    withExtendedLifetime(arena) {
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
