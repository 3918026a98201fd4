/// The bytes of a file as stored, the first of which can be inspected before they are read.
final class RawStream {
  /// What errors call the stream.
  var name: String { file.path }
  /// The size of the file; 0 for what has none.
  var size: Int { file.size }

  /// Whether reading would not have to wait for whoever writes the bytes.
  var isReady: Bool { !head.isEmpty || file.isReady }

  private let file: OpenFile
  /// Bytes that were inspected and not yet read.
  private var head: [UInt8] = []
  /// How many bytes are read to inspect them.
  private static let pieceSize = 1 << 10

  /// Takes ownership of an open file.
  init(_ file: consuming OpenFile) { self.file = file }

  /// Checks that the file has not changed since it was opened.
  ///
  /// - Throws: `FileError.changed`
  func checkUnchanged() throws(FileError) { try file.checkUnchanged() }

  /// Whether these are the next bytes.
  ///
  /// - Throws: `FileError` if the file cannot be read
  func begins(with bytes: [UInt8]) throws(FileError) -> Bool {
    while head.count < bytes.count {
      // Bytes are compared as they come: a pipe may have no more for now.
      guard bytes.starts(with: head) else { return false }
      let piece = try [UInt8](unsafeUninitializedCapacity: Self.pieceSize) {
        buffer, count throws(FileError) in
        count = try file.read(into: UnsafeMutableRawBufferPointer(buffer))
      }
      if piece.isEmpty { return false }
      head += piece
    }
    return head.starts(with: bytes)
  }

  /// Reads some bytes; 0 at the end.
  ///
  /// - Throws: `FileError` if the file cannot be read
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    if head.isEmpty { return try file.read(into: buffer) }
    let count = min(head.count, buffer.count)
    buffer.copyBytes(from: head[..<count])
    head.removeFirst(count)
    return count
  }
}
