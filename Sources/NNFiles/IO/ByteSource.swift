import CLibArchive

/// A stream of bytes from a file, decompressed if the file is a gzip file.
///
/// What decides is the content: a gzip file begins with the bytes 1f 8b.
public struct ByteSource: ~Copyable {
  /// What errors call the stream.
  public let name: String
  /// Whether the bytes are decompressed.
  public var isCompressed: Bool { gzip != nil }
  /// The bytes of the file itself; 0 for what has no size.
  public let storedSize: Int

  private let file: OpenFile
  private let gzip: GzipStream?
  /// The first bytes of a plain file, read to find out what it is.
  private var head: [UInt8]

  /// Opens a file.
  public init(path: String) throws {
    let file = try OpenFile(reading: path)
    let head = try Self.head(of: file)
    let isGzip = head == [0x1F, 0x8B]
    let gzip = isGzip ? try GzipStream(path: path, trailer: file.lastBytes(8)) : nil
    self.init(name: path, file: file, gzip: gzip, head: isGzip ? [] : head)
  }

  /// The first bytes of a file, decompressed; `nil` for what cannot be read again, such as a pipe.
  public static func start(of path: String, count: Int) throws -> [UInt8]? {
    guard try OpenFile(reading: path).isRegular else { return nil }
    var source = try ByteSource(path: path)
    return try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = try source.fill(UnsafeMutableRawBufferPointer(buffer))
    }
  }

  /// Reads an open file descriptor as it is; the caller closes it.
  public init(descriptor: Int32, name: String) {
    self.init(
      name: name, file: OpenFile(descriptor: descriptor, name: name), gzip: nil, head: [])
  }

  private init(name: String, file: consuming OpenFile, gzip: GzipStream?, head: [UInt8]) {
    self.name = name
    self.storedSize = file.size
    self.file = file
    self.gzip = gzip
    self.head = head
  }

  private static func head(of file: borrowing OpenFile) throws(FileError) -> [UInt8] {
    var head: [UInt8] = []
    while head.count < 2 {
      var byte: UInt8 = 0
      let count = try withUnsafeMutableBytes(of: &byte) { buffer throws(FileError) in
        try file.read(into: buffer)
      }
      if count == 0 { break }
      head.append(byte)
    }
    return head
  }

  /// Reads some bytes, at least one unless the stream is at its end or there is no room.
  ///
  /// - Throws: `FileError`, or `GzipError` if a compressed file is damaged
  public mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    if let gzip { return try gzip.read(into: buffer) }
    if !head.isEmpty {
      let count = min(head.count, buffer.count)
      buffer.copyBytes(from: head[..<count])
      head.removeFirst(count)
      return count
    }
    return try file.read(into: buffer)
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
