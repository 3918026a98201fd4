import NNFiles

/// A text file that grows while a run is trained, and the checksum of its content.
struct ChecksummedFile: ~Copyable {
  /// A position in the file, and the checksum of all before it.
  struct Position: Equatable {
    /// The number of bytes.
    let length: Int
    /// Their SHA-256 in lower-case hexadecimal digits.
    let digest: String
  }

  private var file: AppendOnlyFile
  private var hash = SHA256()
  private var length = 0
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 16
  private static let longestLine = 1 << 10

  /// Makes an empty file.
  init(creating path: String) throws(FileError) {
    file = try AppendOnlyFile(creating: path)
    buffer.reserveCapacity(2 * Self.bufferSize)
  }

  /// Appends to a file after a prefix that was read before; what follows it is cut off.
  ///
  /// - Throws: `FileError` if it cannot be opened or is shorter
  init(continuing path: String, after prefix: Prefix) throws(FileError) {
    file = try AppendOnlyFile(continuing: path, length: prefix.length)
    hash = prefix.hash
    length = prefix.length
    buffer.reserveCapacity(2 * Self.bufferSize)
  }

  /// The lines of a file up to a position, known to be the ones that were written.
  struct Prefix {
    /// The number of lines.
    let lineCount: Int
    fileprivate let length: Int
    fileprivate let hash: SHA256
  }

  /// Reads the lines of a file up to a position.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - position: where they end
  ///   - body: is called with each line and its number, from 0
  /// - Returns: the lines' number and checksum; `nil` if the file differs from what was written, or
  ///   no line ends at the position
  /// - Throws: `FileError` if it cannot be read
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
      // Bytes without line breaks are not kept until the end shows that they are wrong.
      if line.count < longestLine { line.append(contentsOf: rest) } else { isTooLong = true }
    }
    guard Position(length: length, digest: hash.hexDigest) == position, !isTooLong, line.isEmpty
    else { return nil }
    return Prefix(lineCount: number, length: length, hash: hash)
  }

  /// Appends a text.
  mutating func append(_ text: String) throws(FileError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Writes what is left, so that whoever reads the file finds it.
  mutating func flush() throws(FileError) {
    // Hashed first: if it cannot be written, the run ends.
    hash.update(buffer)
    length += buffer.count
    defer { buffer.removeAll(keepingCapacity: true) }
    try file.append(buffer)
    try file.flush()
  }

  /// Writes what is left, and flushes the file to stable storage.
  ///
  /// - Returns: the position at the file's end
  @discardableResult
  mutating func sync() throws(FileError) -> Position {
    try flush()
    try file.sync()
    return Position(length: length, digest: hash.hexDigest)
  }
}
