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
  /// Whether there are no bytes at all.
  let isEmpty: Bool
  /// The format of the bytes, as far as the first of them show it.
  let format: FileFormat?
  /// Whether reading would not have to wait for whoever writes the bytes; of compressed bytes,
  /// whether there are more of them, though these may not be enough to decompress one.
  package var isReady: Bool { !head.isEmpty || raw.isReady }

  private let raw: RawStream
  private let gzip: GzipStream?
  /// The first bytes, as far as they have not been read yet.
  private var head: ArraySlice<UInt8>

  /// Opens a file.
  ///
  /// - Throws: `FileError`, or `GzipError` if a compressed file is damaged at its start
  package init(path: String) throws {
    let file = try OpenFile(reading: path)
    file.waitUntilChangesShow()
    try self.init(RawStream(file))
  }

  /// Reads an open file descriptor, such as standard input; the caller closes it.
  ///
  /// - Throws: `FileError`, or `GzipError` if compressed bytes are damaged at their start
  package init(descriptor: Int32, name: String) throws {
    try self.init(RawStream(OpenFile(descriptor: descriptor, name: name)))
  }

  private init(_ raw: RawStream) throws {
    let gzip = try raw.begins(with: FileFormat.gzipStart) ? GzipStream(raw) : nil
    // A single read: a pipe may have no more for now.
    let start = try [UInt8](unsafeUninitializedCapacity: FileFormat.startLength) { buffer, count in
      let buffer = UnsafeMutableRawBufferPointer(buffer)
      count = try gzip?.read(into: buffer) ?? raw.read(into: buffer)
    }
    self.raw = raw
    self.gzip = gzip
    isEmpty = start.isEmpty
    format = FileFormat(start)
    head = start[...]
  }

  /// Checks that the bytes are text, as far as the first of them show it.
  ///
  /// - Throws: `FormatError` if they are of another format or in another encoding than UTF-8
  func checkText() throws(FormatError) {
    if let format { throw FormatError(path: name, format) }
  }

  /// Reads some bytes: at least one, unless the stream is at its end or the buffer is empty.
  ///
  /// Once the end is reached, the file is known not to have changed since it was opened.
  ///
  /// - Returns: the number of bytes read
  /// - Throws: `FileError` if the file cannot be read or has changed since it was opened;
  ///   `GzipError` if it is compressed and damaged
  package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if !head.isEmpty {
      let count = min(head.count, buffer.count)
      buffer.copyBytes(from: head.prefix(count))
      head = head.dropFirst(count)
      let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[count...])
      // Only a pipe may have no more for now.
      return try count + (gzip?.read(into: rest) ?? 0)
    }
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
