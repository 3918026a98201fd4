import NNCore
import NNFiles

/// Reads the rows of a compressed IDX file piece by piece. Bytes that are mostly zero become sparse
/// rows before they leave the cache, so that they are never all in memory as they are.
///
/// A second thread can help: one decompresses, the other one compacts.
final class RowCompactor {
  private var stream: IDXStream
  private let path: String
  private let shape: [Int]
  /// The number of rows that are needed, from the first.
  private let rows: Int
  private let width: Int
  /// What makes sparse rows of pieces; `nil` if there is too much for sparse rows, or rows are too
  /// long for pieces.
  private let sparse: (rows: SparseRowsBuilder, pieces: PieceQueue)?

  /// Bytes of a piece, unless a row has more: all pieces together and the state of a decoder fit
  /// into the second-level cache of most processors.
  private static let pieceSize = 1 << 16
  private static let maximumWidth = 1 << 20

  /// Prepares for reading.
  ///
  /// - Parameters:
  ///   - stream: the file, of which no elements have been read yet, and which has some
  ///   - rows: the number of rows that are needed, from the first
  init(_ stream: consuming IDXStream, rows: Int) {
    path = stream.path
    shape = [rows] + stream.shape.dropFirst()
    let width = stream.count / stream.shape[0]
    self.stream = stream
    self.rows = rows
    self.width = width
    guard rows * width <= SparseRows.maximumBytes, width <= Self.maximumWidth else {
      sparse = nil
      return
    }
    let builder = SparseRowsBuilder(
      width: width, expectedCount: rows, maximumShare: SparseRows.maximumShare)
    let pieces = PieceQueue(pieceSize: max(1, Self.pieceSize / width) * width) {
      builder.append($0)
    }
    sparse = (builder, pieces)
  }

  /// Reads all rows, and the rest of the file, which is checked as well.
  ///
  /// - Parameter divisor: what the bytes are divided by
  /// - Returns: the rows that are needed
  /// - Throws: as `IDXStream.read(into:)` does; `OutOfMemory`
  func read(divisor: Double) throws -> Samples.Inputs {
    let inputs = try readRows(divisor: divisor)
    try skipRest()
    return inputs
  }

  private func readRows(divisor: Double) throws -> Samples.Inputs {
    guard let sparse else {
      return Samples.Inputs(compacting: try array(), rows: rows, width: width, divisor: divisor)
    }
    var rest = rows * width
    let isSparse = try sparse.pieces.run { buffer in
      let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, rest)])
      rest -= piece.count
      return piece.isEmpty ? 0 : try stream.read(into: piece)
    }
    return isSparse
      ? Samples.Inputs(sparse.rows.finish(), shape: shape, divisor: divisor)
      : Samples.Inputs(try array(), divisor: divisor)
  }

  /// Helps `read`, which another thread calls, until that has read all rows that are needed.
  func help() { sparse?.pieces.help() }

  /// Ends `help`, whether all rows have been read or not.
  func endHelp() { sparse?.pieces.close() }

  /// The rows as they are: those that have become sparse, those of pieces, and those in the file.
  private func array() throws -> StoredArray {
    let storage = try ByteStorage(byteCount: rows * width, owner: path) { memory in
      var filled = 0
      if let sparse {
        filled = sparse.rows.count * width
        sparse.rows.expand(into: UnsafeMutableRawBufferPointer(rebasing: memory[..<filled]))
        sparse.pieces.forEachRefused { piece in
          UnsafeMutableRawBufferPointer(rebasing: memory[filled...]).copyMemory(from: piece)
          filled += piece.count
        }
      }
      if filled < memory.count {
        _ = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: memory[filled...]))
      }
    }
    return StoredArray(shape: shape, type: .uint8, storage: storage)
  }

  /// Reads the rows that are not needed: the file may be damaged further on.
  private func skipRest() throws {
    let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: Self.pieceSize, alignment: 64)
    defer { buffer.deallocate() }
    while try stream.read(into: buffer) > 0 {}
  }
}
