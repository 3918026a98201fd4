#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that grows at its end, written in large pieces.
public struct AppendOnlyFile: ~Copyable {
  private let name: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 16

  /// Makes an empty file; there must be nothing of its name, no link either.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - name: what errors call it; the path if it is left out
  /// - Throws: `FileError` if it cannot be made
  public init(creating path: String, name: String? = nil) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError.creating(name ?? path) }
    self.init(descriptor: descriptor, name: name ?? path)
  }

  /// Opens a file to append after its first bytes; what follows them is cut off.
  ///
  /// - Parameters:
  ///   - path: the file, which has no other name; no link to one
  ///   - length: the number of bytes to keep
  /// - Throws: `FileError` if it cannot be opened or is shorter
  public init(continuing path: String, length: Int) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError.creating(path) }
    do {
      try Self.cut(descriptor, to: length, named: path)
    } catch {
      close(descriptor)
      throw error
    }
    self.init(descriptor: descriptor, name: path)
  }

  /// Cuts off what follows the first bytes, and seeks to their end.
  private static func cut(
    _ descriptor: Int32, to length: Int, named path: String
  ) throws(FileError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, FileSystem.isUnshared(status) else {
      throw .cannotWrite(path, reason: "it is no regular file, or has other names")
    }
    guard status.st_size >= length else {
      throw .cannotWrite(path, reason: "it has become shorter")
    }
    guard ftruncate(descriptor, off_t(length)) == 0,
      lseek(descriptor, 0, SEEK_END) == off_t(length)
    else { throw .cannotWrite(path, reason: FileError.systemReason) }
  }

  /// Takes a descriptor over, to write from where it is.
  init(descriptor: Int32, name: String) {
    self.name = name
    self.descriptor = descriptor
    buffer.reserveCapacity(2 * Self.bufferSize)
  }

  deinit { close(descriptor) }

  /// Appends a text.
  public mutating func append(_ text: String) throws(FileError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Appends bytes; many are written at once, without a copy of them.
  public mutating func append(_ bytes: [UInt8]) throws(FileError) {
    if bytes.count >= Self.bufferSize {
      try flush()
      try write(bytes)
    } else {
      buffer.append(contentsOf: bytes)
      if buffer.count >= Self.bufferSize { try flush() }
    }
  }

  /// Writes what is left, so that whoever reads the file finds it.
  public mutating func flush() throws(FileError) {
    defer { buffer.removeAll(keepingCapacity: true) }
    try write(buffer)
  }

  /// Writes what is left and makes all of it last.
  public mutating func sync() throws(FileError) {
    try flush()
    try File.sync(descriptor, named: name)
  }

  /// Writes bytes over the first ones, of which there must be as many.
  public mutating func replaceStart(with bytes: [UInt8]) throws(FileError) {
    try flush()
    let end = lseek(descriptor, 0, SEEK_CUR)
    precondition(end >= bytes.count, "the start is not written yet")
    lseek(descriptor, 0, SEEK_SET)
    try write(bytes)
    lseek(descriptor, end, SEEK_SET)
  }

  private func write(_ bytes: [UInt8]) throws(FileError) {
    // The closure is untyped in its errors, so they travel as a result.
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(FileError) in
        try File.writeAll(bytes, to: descriptor, named: name)
      }
    }
    try result.get()
  }
}
