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
    let file = try OpenFile(reading: path)
    // A size that is known saves growing; the file may still turn out longer or shorter.
    var bytes: [UInt8] = []
    bytes.reserveCapacity(max(0, min(file.size, limit)))
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
    defer { piece.deallocate() }
    while true {
      let count = try file.read(into: piece)
      if count == 0 { return bytes }
      guard bytes.count + count <= limit else { throw .tooLarge(path, limit: limit) }
      bytes.append(contentsOf: piece[..<count])
    }
  }

  /// Calls `body` with one piece of a file after the other.
  ///
  /// - Throws: what `body` throws; `FileError`, also for a pipe, whose bytes would be gone afterwards
  public static func forEachChunk(
    of path: String, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) throws {
    let file = try OpenFile(reading: path)
    guard file.isRegular else {
      throw FileError.cannotRead(path, reason: "it is no regular file; save its content to one")
    }
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

/// A file descriptor that is open for reading.
struct OpenFile: ~Copyable {
  let path: String
  let descriptor: Int32
  private let closesAtEnd: Bool
  /// The size that the file system tells; 0 for what has none.
  let size: Int
  /// Whether it can be read again, unlike a pipe.
  let isRegular: Bool

  /// Opens a file.
  init(reading path: String) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError.reading(path) }
    var status = stat()
    fstat(descriptor, &status)
    guard status.st_mode & S_IFMT != S_IFDIR else {
      close(descriptor)
      throw .isDirectory(path)
    }
    self.path = path
    self.descriptor = descriptor
    closesAtEnd = true
    size = Int(status.st_size)
    isRegular = status.st_mode & S_IFMT == S_IFREG
  }

  /// Takes a descriptor that somebody else closes.
  init(descriptor: Int32, name: String) {
    path = name
    self.descriptor = descriptor
    closesAtEnd = false
    size = 0
    isRegular = false
  }

  deinit { if closesAtEnd { close(descriptor) } }

  /// The bytes at the end, fewer if the file is shorter.
  func lastBytes(_ count: Int) throws(FileError) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: min(count, size))
    let found = pread(descriptor, &bytes, bytes.count, off_t(size - bytes.count))
    guard found >= 0 else { throw FileError.reading(path) }
    return Array(bytes.prefix(found))
  }

  /// Reads some bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    while true {
      #if canImport(Glibc)
        let count = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
      #elseif canImport(Musl)
        let count = Musl.read(descriptor, buffer.baseAddress, buffer.count)
      #else
        let count = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
      #endif
      if count >= 0 { return count }
      if errno != EINTR { throw FileError.reading(path) }
    }
  }
}
