import NNFiles

/// A text file of a run that grows while it is trained, and a checksum of all that is in it.
struct HashedFile: ~Copyable {
  /// How much of a file there is, and its checksum.
  struct Mark: Equatable {
    /// The number of bytes.
    let length: Int
    /// Their SHA-256 in lower-case hexadecimal digits.
    let digest: String
  }

  private var file: AppendingFile
  private var hash = SHA256()
  private var length = 0
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 16

  /// Makes an empty file.
  init(creating path: String) throws(FileError) {
    file = try AppendingFile(creating: path)
    buffer.reserveCapacity(2 * Self.bufferSize)
  }

  /// Goes on behind a mark, which must be right; what follows it is cut off.
  init(continuing path: String, from mark: Mark) throws {
    let (hash, length) = try Self.hash(path, length: mark.length)
    precondition(Mark(length: length, digest: hash.hexDigest) == mark, "unchecked mark")
    file = try AppendingFile(continuing: path, length: mark.length)
    self.hash = hash
    self.length = length
    buffer.reserveCapacity(2 * Self.bufferSize)
  }

  /// Whether a file begins with what a mark tells.
  ///
  /// - Throws: `FileError` if it cannot be read
  static func isIntact(_ path: String, to mark: Mark) throws -> Bool {
    guard FileSystem.exists(path) else { return false }
    let (hash, length) = try hash(path, length: mark.length)
    return Mark(length: length, digest: hash.hexDigest) == mark
  }

  private static func hash(_ path: String, length: Int) throws -> (SHA256, length: Int) {
    var hash = SHA256()
    var done = 0
    try File.forEachChunk(of: path) { chunk in
      let count = min(chunk.count, length - done)
      hash.update(UnsafeRawBufferPointer(rebasing: chunk[..<count]))
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
  /// - Returns: a mark at the file's end
  @discardableResult
  mutating func sync() throws(FileError) -> Mark {
    try flush()
    try file.sync()
    return Mark(length: length, digest: hash.hexDigest)
  }
}
