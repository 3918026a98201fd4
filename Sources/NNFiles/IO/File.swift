#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reading and writing of whole files.
public enum File {
  /// The bytes of a file.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - limit: the most bytes that are accepted
  /// - Returns: all bytes
  /// - Throws: `FileError`, `.tooLarge` if there are more bytes
  public static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    try read(OpenFile(reading: path), limit: limit)
  }

  /// The bytes of a regular file; anything else is refused, and a pipe is not waited for.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - limit: the most bytes that are accepted
  /// - Returns: all bytes
  /// - Throws: `FileError`, `.tooLarge` if there are more bytes
  public static func read(regular path: String, limit: Int) throws(FileError) -> [UInt8] {
    try read(OpenFile(readingRegular: path), limit: limit)
  }

  /// The bytes that an open file descriptor still has; the caller closes it.
  ///
  /// - Parameters:
  ///   - descriptor: the file descriptor
  ///   - name: what errors call it
  ///   - limit: the most bytes that are accepted
  /// - Returns: all bytes
  /// - Throws: `FileError`, `.tooLarge` if there are more bytes
  public static func read(
    descriptor: Int32, name: String, limit: Int
  ) throws(FileError) -> [UInt8] {
    try read(OpenFile(descriptor: descriptor, name: name), limit: limit)
  }

  private static func read(
    _ file: consuming OpenFile, limit: Int
  ) throws(FileError) -> [UInt8] {
    // A size that is known saves growing; the file may still turn out longer or shorter.
    let expected = max(0, min(file.size, limit))
    do {
      try MachineMemory.require(expected, for: file.path)
    } catch {
      throw .outOfMemory(error)
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(expected)
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { piece.deallocate() }
    while true {
      let count = try file.read(into: piece)
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else { throw .tooLarge(file.path, limit: limit) }
      bytes.append(contentsOf: piece[..<count])
    }
  }

  /// Calls `body` with one piece of a file after the other.
  ///
  /// - Throws: what `body` throws; `FileError`, also for a pipe, whose bytes would be gone afterwards,
  ///   and if somebody has changed the file meanwhile
  public static func forEachChunk(
    of path: String, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let file = try OpenFile(readingRegular: path)
    try forEachChunk(of: file, body)
    try file.checkUnchanged()
  }

  /// Calls `body` with one piece after the other of what is left to read of a file.
  ///
  /// - Throws: what `body` throws; `FileError`
  static func forEachChunk(
    of file: borrowing OpenFile, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 1)
    defer { piece.deallocate() }
    while true {
      let count = try file.read(into: piece)
      if count == 0 { return }
      try body(UnsafeRawBufferPointer(rebasing: piece[..<count]))
    }
  }

  /// Writes all bytes to a file descriptor.
  ///
  /// - Parameters:
  ///   - bytes: what to write
  ///   - descriptor: an open file descriptor
  ///   - name: what errors call it
  /// - Throws: `FileError`
  public static func writeAll(
    _ bytes: UnsafeRawBufferPointer, to descriptor: Int32, named name: String
  ) throws(FileError) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = write(
        descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        if errno == EPIPE { throw .lostReader(name) }
        throw .cannotWrite(name, reason: FileError.systemReason)
      }
      rest = rest.dropFirst(written)
    }
  }

  /// Makes what was written to a file descriptor last.
  static func sync(_ descriptor: Int32, named name: String) throws(FileError) {
    // Pipes have no lasting memory; for folders, some file systems need no syncing and refuse it.
    if fsync(descriptor) != 0 && errno != EINVAL && errno != ENOTSUP {
      throw .cannotWrite(name, reason: FileError.systemReason)
    }
  }
}
