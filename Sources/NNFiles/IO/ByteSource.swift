/// A stream of bytes from a file, decompressed if the file is a gzip file.
///
/// What decides is the content: a gzip file begins with the bytes 1f 8b.
public struct ByteSource: ~Copyable {
  /// What errors call the stream.
  public var name: String { raw.name }
  /// Whether the bytes are decompressed.
  public var isCompressed: Bool { gzip != nil }
  /// The bytes of the file itself; 0 for what has no size.
  public var storedSize: Int { raw.size }

  private let raw: RawStream
  private let gzip: GzipStream?

  /// Opens a file.
  ///
  /// - Throws: `FileError`, or `GzipError` if the head of a compressed file is damaged
  public init(path: String) throws {
    let file = try OpenFile(reading: path)
    file.waitUntilChangesShow()
    try self.init(RawStream(file))
  }

  /// Reads an open file descriptor, such as standard input; the caller closes it.
  ///
  /// - Throws: `FileError`, or `GzipError` if the head of compressed bytes is damaged
  public init(descriptor: Int32, name: String) throws {
    try self.init(RawStream(OpenFile(descriptor: descriptor, name: name)))
  }

  private init(_ raw: RawStream) throws {
    self.raw = raw
    gzip = try raw.begins(with: [0x1F, 0x8B]) ? GzipStream(raw) : nil
  }

  /// The first bytes of a file, decompressed; `nil` for what cannot be read again, such as a pipe.
  public static func start(of path: String, count: Int) throws -> [UInt8]? {
    guard try OpenFile(reading: path).isRegular else { return nil }
    var source = try ByteSource(path: path)
    return try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = try source.fill(UnsafeMutableRawBufferPointer(buffer))
    }
  }

  /// Reads some bytes, at least one unless the stream is at its end or there is no room.
  ///
  /// At the end, the file is as it was when it was opened: what was read is one content.
  ///
  /// - Throws: `FileError`, also if somebody has changed the file meanwhile; `GzipError` if a
  ///   compressed file is damaged
  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = try gzip?.read(into: buffer) ?? raw.read(into: buffer)
    if count == 0 && !buffer.isEmpty { try raw.checkUnchanged() }
    return count
  }

  /// Reads bytes until the buffer is full or the stream is at its end.
  ///
  /// - Returns: the number of bytes read
  public mutating func fill(_ buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var filled = 0
    while filled < buffer.count {
      let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      if count == 0 { break }
      filled += count
    }
    return filled
  }
}
