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
  /// What makes sparse rows of pieces; `nil` if rows are too long for that, or too many.
  private let sparse: (rows: SparseRowsBuilder, pieces: PieceQueue)?

  /// Bytes of a piece, unless a row has more: all pieces together and the state of a decoder fit
  /// into the second-level cache of most processors.
  private static let pieceSize = 1 << 16

  /// Prepares for reading.
  ///
  /// - Parameters:
  ///   - stream: the file, of which no elements have been read yet, and which has some
  ///   - rows: the number of rows that are needed, from the first
  ///   - maximumDensity: the maximum share of nonzero bytes in sparse rows
  init(_ stream: consuming IDXStream, rows: Int, maximumDensity: Double) {
    path = stream.path
    shape = [rows] + stream.shape.dropFirst()
    let width = stream.count / stream.shape[0]
    self.stream = stream
    self.rows = rows
    self.width = width
    guard SparseRows.canHold(rows: rows, width: width) else {
      sparse = nil
      return
    }
    let builder = SparseRowsBuilder(
      width: width, expectedCount: rows, maximumDensity: maximumDensity)
    let pieces = PieceQueue(pieceSize: max(1, Self.pieceSize / width) * width) {
      builder.append($0)
    }
    sparse = (builder, pieces)
  }

  /// Reads all rows, and the rest of the file, which is checked as well.
  ///
  /// - Returns: the rows that are needed
  /// - Throws: as `IDXStream.read(into:)` does; `OutOfMemory`
  func read() throws -> Samples.Inputs.Storage {
    let storage = try readRows()
    try skipRest()
    return storage
  }

  private func readRows() throws -> Samples.Inputs.Storage {
    guard let sparse else { return .array(try array()) }
    var rest = rows * width
    let isSparse = try sparse.pieces.run { buffer in
      let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<min(buffer.count, rest)])
      rest -= piece.count
      return piece.isEmpty ? 0 : try stream.read(into: piece)
    }
    return isSparse ? .sparse(sparse.rows.finish()) : .array(try array())
  }

  /// Helps `read`, which another thread calls, until that has read all rows that are needed.
  func help() { sparse?.pieces.help() }

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
