/// A stream of the bytes of a file, decompressed if it is a gzip file.
///
/// The content decides, not the name: a gzip file begins with the bytes 1f 8b.
package struct ByteSource: ~Copyable {
  /// What errors call the stream.
  package var name: String { raw.name }
  /// Whether the bytes are decompressed.
  package var isCompressed: Bool { gzip != nil }
  /// The number of bytes of the file itself; 0 for what has no size, such as a pipe.
  package var storedSize: Int { raw.size }

  private let raw: RawStream
  private let gzip: GzipStream?

  /// Opens a file.
  ///
  /// - Throws: `FileError`, or `GzipError` if the header of a compressed file is damaged
  package init(path: String) throws {
    let file = try OpenFile(reading: path)
    file.waitUntilChangesShow()
    try self.init(RawStream(file))
  }

  /// Reads an open file descriptor, such as standard input; the caller closes it.
  ///
  /// - Throws: `FileError`, or `GzipError` if the header of compressed bytes is damaged
  package init(descriptor: Int32, name: String) throws {
    try self.init(RawStream(OpenFile(descriptor: descriptor, name: name)))
  }

  private init(_ raw: RawStream) throws {
    self.raw = raw
    gzip = try raw.begins(with: [0x1F, 0x8B]) ? GzipStream(raw) : nil
  }

  /// The first bytes of a file, decompressed; `nil` for what can only be read once, such as a pipe.
  ///
  /// - Throws: `FileError` if it cannot be read; `GzipError` if it is compressed and damaged
  package static func start(of path: String, count: Int) throws -> [UInt8]? {
    // Not opened to find out: that takes what the writer of a named pipe has written.
    if let kind = FileKind(path: path), kind != .file, kind != .folder { return nil }
    var source = try ByteSource(path: path)
    return try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = try source.fill(UnsafeMutableRawBufferPointer(buffer))
    }
  }

  /// Reads some bytes: at least one, unless the stream is at its end or the buffer is empty.
  ///
  /// Once the end is reached, the file is known not to have changed since it was opened.
  ///
  /// - Returns: the number of bytes read
  /// - Throws: `FileError` if the file cannot be read or has changed since it was opened;
  ///   `GzipError` if it is compressed and damaged
  package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = try gzip?.read(into: buffer) ?? raw.read(into: buffer)
    if count == 0 && !buffer.isEmpty { try raw.checkUnchanged() }
    return count
  }

  /// Reads bytes until the buffer is full or the stream is at its end.
  ///
  /// - Returns: the number of bytes read
  /// - Throws: as `read(into:)` does
  package mutating func fill(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      if count == 0 { break }
      filled += count
    }
    return filled
  }
}
