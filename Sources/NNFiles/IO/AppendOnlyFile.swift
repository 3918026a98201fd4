import Platform

/// A file that grows at its end, written through a buffer.
package struct AppendOnlyFile: ~Copyable {
  private let name: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private static let bufferSize = 1 << 16

  /// Creates an empty file; nothing may exist at its path, not even a link.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - name: what errors call it; the path if it is left out
  /// - Throws: `FileError` if it cannot be created
  package init(creating path: String, name: String? = nil) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw FileError.creating(name ?? path) }
    self.init(descriptor: descriptor, name: name ?? path)
  }

  /// Opens a file, truncates it to a length and appends to that.
  ///
  /// - Parameters:
  ///   - path: the file itself, not a link to it; it must have no other hard link
  ///   - length: the number of bytes to keep
  /// - Throws: `FileError` if it cannot be opened or is shorter
  package init(continuing path: String, length: Int) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError.creating(path) }
    do {
      try Self.truncate(descriptor, to: length, named: path)
    } catch {
      close(descriptor)
      throw error
    }
    self.init(descriptor: descriptor, name: path)
  }

  /// Truncates a file to a length and seeks to its end.
  private static func truncate(
    _ descriptor: Int32, to length: Int, named path: String
  ) throws(FileError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, FileSystem.isUnshared(status) else {
      throw .cannotWrite(path, reason: "it is not a regular file, or has other hard links")
    }
    guard status.st_size >= length else {
      throw .cannotWrite(path, reason: "it has become shorter")
    }
    guard ftruncate(descriptor, off_t(length)) == 0,
      lseek(descriptor, 0, SEEK_END) == off_t(length)
    else { throw .cannotWrite(path, reason: FileError.systemReason) }
  }

  /// Takes ownership of a descriptor and writes from its current position.
  init(descriptor: Int32, name: String) {
    self.name = name
    self.descriptor = descriptor
    buffer.reserveCapacity(2 * Self.bufferSize)
  }

  deinit { close(descriptor) }

  /// Appends a text.
  ///
  /// - Throws: `FileError` if the buffer was full and cannot be written
  package mutating func append(_ text: String) throws(FileError) {
    buffer.append(contentsOf: text.utf8)
    if buffer.count >= Self.bufferSize { try flush() }
  }

  /// Appends bytes; many are written directly, without copying them.
  ///
  /// - Throws: `FileError` if they, or a full buffer, cannot be written
  package mutating func append(_ bytes: [UInt8]) throws(FileError) {
    if bytes.count >= Self.bufferSize {
      try flush()
      try write(bytes)
    } else {
      buffer.append(contentsOf: bytes)
      if buffer.count >= Self.bufferSize { try flush() }
    }
  }

  /// Writes what is in the buffer, so that readers of the file see it.
  ///
  /// - Throws: `FileError` if it cannot be written
  package mutating func flush() throws(FileError) {
    defer { buffer.removeAll(keepingCapacity: true) }
    try write(buffer)
  }

  /// Writes what is in the buffer and flushes the file to stable storage.
  ///
  /// - Throws: `FileError` if that fails
  package mutating func sync() throws(FileError) {
    try flush()
    try File.sync(descriptor, named: name)
  }

  /// Overwrites the start of the file, which must already have at least as many bytes.
  ///
  /// - Throws: `FileError` if the bytes cannot be written
  package mutating func replaceStart(with bytes: [UInt8]) throws(FileError) {
    try flush()
    let end = lseek(descriptor, 0, SEEK_CUR)
    precondition(end >= bytes.count, "the start has not been written yet")
    lseek(descriptor, 0, SEEK_SET)
    try write(bytes)
    lseek(descriptor, end, SEEK_SET)
  }

  private func write(_ bytes: [UInt8]) throws(FileError) {
    // The closure throws untyped errors, so a typed one is returned as a result.
    let result = bytes.withUnsafeBytes { bytes in
      Result { () throws(FileError) in
        try File.writeAll(bytes, to: descriptor, named: name)
      }
    }
    try result.get()
  }
}
