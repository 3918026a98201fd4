import NNFiles

/// A text file that grows while a run is trained, and the checksum of its content.
struct ChecksummedFile: ~Copyable {
  /// A position in the file, and the checksum of everything before it.
  struct Position: Equatable {
    /// The number of bytes before it.
    let length: Int
    /// Their SHA-256 in lower-case hexadecimal digits.
    let digest: String
  }

  private var file: AppendOnlyFile
  private var hash = SHA256()
  private var length = 0
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 16
  private static let maximumLineLength = 1 << 10

  /// Makes an empty file.
  ///
  /// - Throws: `FileError` if it cannot be created
  init(creating path: String) throws(FileError) {
    file = try AppendOnlyFile(creating: path)
    buffer.reserveCapacity(2 * Self.bufferSize)
  }

  /// Opens a file to append to it after a prefix that has been read; whatever follows the prefix is
  /// cut off.
  ///
  /// - Throws: `FileError` if it cannot be opened, or is shorter than the prefix
  init(continuing path: String, after prefix: Prefix) throws(FileError) {
    file = try AppendOnlyFile(continuing: path, length: prefix.length)
    hash = prefix.hash
    length = prefix.length
    buffer.reserveCapacity(2 * Self.bufferSize)
  }

  /// The lines of a file up to a position, whose checksum has been verified.
  struct Prefix {
    /// The number of lines.
    let lineCount: Int
    fileprivate let length: Int
    fileprivate let hash: SHA256
  }

  /// Reads the lines of a file up to a position, and verifies their checksum.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - position: where the lines end
  ///   - body: is called with each line and its number, from 0, before the checksum is verified
  /// - Returns: the prefix; `nil` if the file does not exist, its bytes up to the position have
  ///   changed, or no line ends there
  /// - Throws: `FileError` if the file cannot be read
  static func prefix(
    of path: String, to position: Position, _ body: (_ number: Int, _ line: [UInt8]) -> Void
  ) throws -> Prefix? {
    guard FileSystem.exists(path) else { return nil }
    var (hash, length) = (SHA256(), 0)
    var number = 0
    var line: [UInt8] = []
    var isTooLong = false
    try File.forEachChunk(of: path) { chunk in
      let part = UnsafeRawBufferPointer(
        rebasing: chunk[..<min(chunk.count, position.length - length)])
      hash.update(part)
      length += part.count
      var rest = part[...]
      while let end = rest.firstIndex(of: 0x0A) {
        line.append(contentsOf: rest[..<end])
        body(number, line)
        line.removeAll(keepingCapacity: true)
        number += 1
        rest = rest[(end + 1)...]
      }
      // A damaged file without line breaks must not fill the memory.
      if line.count < maximumLineLength { line.append(contentsOf: rest) } else { isTooLong = true }
    }
    guard Position(length: length, digest: hash.hexDigest) == position, !isTooLong, line.isEmpty
    else { return nil }
    return Prefix(lineCount: number, length: length, hash: hash)
  }

  /// Appends a text, which may stay in a buffer until the next flush.
  ///
  /// - Throws: `FileError` if the buffer is full and cannot be written
  mutating func append(_ text: String) throws(FileError) {
    try append { $0.append(contentsOf: text.utf8) }
  }

  /// Appends bytes, which may stay in a buffer until the next flush.
  ///
  /// - Parameter write: appends them to the buffer
  /// - Throws: `FileError` if the buffer is full and cannot be written
  mutating func append(_ write: (inout [UInt8]) -> Void) throws(FileError) {
    write(&buffer)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Writes the buffer, so that others who read the file see everything that was appended.
  ///
  /// - Throws: `FileError` if it cannot be written; the file must not be used any more then
  mutating func flush() throws(FileError) {
    // The checksum may be ahead of a write that fails: the run ends then.
    hash.update(buffer)
    length += buffer.count
    defer { buffer.removeAll(keepingCapacity: true) }
    try file.append(buffer)
    try file.flush()
  }

  /// Writes the buffer, and flushes the file to stable storage.
  ///
  /// - Returns: the position at the file's end
  /// - Throws: `FileError` if it cannot be written
  @discardableResult
  mutating func sync() throws(FileError) -> Position {
    try flush()
    try file.sync()
    return Position(length: length, digest: hash.hexDigest)
  }
}
