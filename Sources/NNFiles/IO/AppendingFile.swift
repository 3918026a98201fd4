#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that grows at its end, written in large pieces.
public struct AppendingFile: ~Copyable {
  private let name: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 16

  /// Makes an empty file, whatever was there before.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - name: what errors call it; the path if it is left out
  /// - Throws: `FileError` if it cannot be made
  public init(creating path: String, name: String? = nil) throws(FileError) {
    self.name = name ?? path
    descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else {
      throw .cannotCreate(self.name, reason: FileError.systemReason)
    }
    buffer.reserveCapacity(2 * Self.bufferSize)
  }

  deinit { Self.closeDescriptor(descriptor) }

  /// Appends a text.
  public mutating func append(_ text: String) throws(FileError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Appends bytes.
  public mutating func append(_ bytes: [UInt8]) throws(FileError) {
    buffer.append(contentsOf: bytes)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Writes what is left and makes it last.
  public mutating func close() throws(FileError) {
    try flush()
    // What has no lasting memory, such as a pipe, cannot be synced.
    if fsync(descriptor) != 0 && errno != EINVAL && errno != ENOTSUP {
      throw .cannotWrite(name, reason: FileError.systemReason)
    }
  }

  private mutating func flush() throws(FileError) {
    let result = buffer.withUnsafeBytes { [descriptor, name] bytes in
      Result { () throws(FileError) in
        try File.writeAll(bytes, to: descriptor, named: name)
      }
    }
    buffer.removeAll(keepingCapacity: true)
    try result.get()
  }

  private static func closeDescriptor(_ descriptor: Int32) {
    #if canImport(Glibc)
      _ = Glibc.close(descriptor)
    #elseif canImport(Musl)
      _ = Musl.close(descriptor)
    #else
      _ = Darwin.close(descriptor)
    #endif
  }
}
