import Platform

/// Reads and writes whole files.
public enum File {
  /// The bytes of a file.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - limit: the maximum number of bytes
  /// - Returns: all bytes
  /// - Throws: `FileError` if it cannot be read; `.tooLarge` if it has more bytes
  public static func read(_ path: String, limit: Int) throws(FileError) -> [UInt8] {
    try read(OpenFile(reading: path), limit: limit)
  }

  /// The bytes of a regular file; anything else is refused at once, without waiting for a pipe.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - limit: the maximum number of bytes
  /// - Returns: all bytes
  /// - Throws: `FileError` if it cannot be read; `.tooLarge` if it has more bytes
  package static func read(regular path: String, limit: Int) throws(FileError) -> [UInt8] {
    try read(OpenFile(readingRegular: path), limit: limit)
  }

  /// The remaining bytes of an open file descriptor, which the caller closes.
  ///
  /// - Parameters:
  ///   - descriptor: the file descriptor
  ///   - name: what errors call it
  ///   - limit: the maximum number of bytes
  /// - Returns: all bytes
  /// - Throws: `FileError` if it cannot be read; `.tooLarge` if it has more bytes
  package static func read(
    descriptor: Int32, name: String, limit: Int
  ) throws(FileError) -> [UInt8] {
    try read(OpenFile(descriptor: descriptor, name: name), limit: limit)
  }

  private static func read(
    _ file: consuming OpenFile, limit: Int
  ) throws(FileError) -> [UInt8] {
    // A known size saves reallocations; the file may still turn out longer or shorter.
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

  /// Calls `body` with the bytes of a file, chunk after chunk.
  ///
  /// - Throws: what `body` throws; `FileError` if the file cannot be read, changes meanwhile or is
  ///   not a regular file: the bytes of a pipe could not be read again
  package static func forEachChunk(
    of path: String, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let file = try OpenFile(readingRegular: path)
    try forEachChunk(of: file, body)
    try file.checkUnchanged()
  }

  /// Calls `body` with the rest of an open file, chunk after chunk.
  ///
  /// - Throws: what `body` throws; `FileError` if the file cannot be read
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
  /// - Throws: `FileError` if they cannot be written
  package static func writeAll(
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

  /// Flushes what was written to a file descriptor to stable storage.
  ///
  /// - Throws: `FileError` if that fails
  static func sync(_ descriptor: Int32, named name: String) throws(FileError) {
    // A pipe has no storage, and some file systems neither need nor support syncing a folder.
    if fsync(descriptor) != 0 && errno != EINVAL && errno != ENOTSUP {
      throw .cannotWrite(name, reason: FileError.systemReason)
    }
  }
}
