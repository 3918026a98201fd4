import NNFiles

/// A text file of a run that grows while it is trained, and a checksum of all that is in it.
struct ChecksummedFile: ~Copyable {
  /// How much of a file there is, and its checksum.
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

  /// Goes on behind a position, which must be right; what follows it is cut off.
  init(continuing path: String, from position: Position) throws {
    let (hash, length) = try Self.hash(path, length: position.length)
    precondition(Position(length: length, digest: hash.hexDigest) == position, "unchecked position")
    file = try AppendOnlyFile(continuing: path, length: position.length)
    self.hash = hash
    self.length = length
    buffer.reserveCapacity(2 * Self.bufferSize)
  }

  /// Reads the lines of a file up to a position.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - position: where they end
  ///   - body: is called with each line and its number, from 0
  /// - Returns: the number of lines; `nil` if they are not what the position tells, or do not end with it
  /// - Throws: `FileError` if it cannot be read
  static func lines(
    of path: String, to position: Position, _ body: (_ number: Int, _ line: [UInt8]) -> Void
  ) throws -> Int? {
    guard FileSystem.exists(path) else { return nil }
    var number = 0
    var line: [UInt8] = []
    var isTooLong = false
    let (hash, length) = try hash(path, length: position.length) { chunk in
      var rest = chunk[...]
      while let end = rest.firstIndex(of: 0x0A) {
        line.append(contentsOf: rest[..<end])
        body(number, line)
        line.removeAll(keepingCapacity: true)
        number += 1
        rest = rest[(end + 1)...]
      }
      // What has no lines is not kept until its end shows that.
      if line.count < longestLine { line.append(contentsOf: rest) } else { isTooLong = true }
    }
    let isIntact = Position(length: length, digest: hash.hexDigest) == position
    return isIntact && !isTooLong && line.isEmpty ? number : nil
  }

  private static func hash(
    _ path: String, length: Int, _ body: (UnsafeRawBufferPointer) -> Void = { _ in }
  ) throws -> (SHA256, length: Int) {
    var hash = SHA256()
    var done = 0
    try File.forEachChunk(of: path) { chunk in
      let count = min(chunk.count, length - done)
      let part = UnsafeRawBufferPointer(rebasing: chunk[..<count])
      hash.update(part)
      body(part)
      done += count
    }
    return (hash, done)
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

  /// Writes what is left and makes all of it last.
  ///
  /// - Returns: a position at the file's end
  @discardableResult
  mutating func sync() throws(FileError) -> Position {
    try flush()
    try file.sync()
    return Position(length: length, digest: hash.hexDigest)
  }
}
