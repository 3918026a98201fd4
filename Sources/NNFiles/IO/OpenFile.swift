import Platform

/// A file descriptor that is open for reading.
struct OpenFile: ~Copyable {
  let path: String
  let descriptor: Int32
  private let isOwned: Bool
  /// A regular file's status when it was opened.
  let status: FileStatus?
  /// The size that the file system reports; 0 for what has none.
  var size: Int { isOwned ? status?.size ?? 0 : 0 }
  /// Whether it can be read again, unlike a pipe.
  var isRegular: Bool { isOwned && status != nil }

  /// Opens a file, or anything else that can be read, such as a pipe.
  ///
  /// - Throws: `FileError` if it cannot be opened
  init(reading path: String) throws(FileError) {
    try self.init(path, mustBeRegular: false)
  }

  /// Opens a regular file; anything else is refused at once, without waiting for a pipe.
  ///
  /// - Throws: `FileError` if it cannot be opened or is not a regular file
  init(readingRegular path: String) throws(FileError) {
    try self.init(path, mustBeRegular: true)
  }

  private init(_ path: String, mustBeRegular: Bool) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | (mustBeRegular ? O_NONBLOCK : 0))
    guard descriptor >= 0 else { throw FileError.reading(path) }
    do {
      try Self.check(FileKind(descriptor: descriptor), at: path, mustBeRegular: mustBeRegular)
    } catch {
      close(descriptor)
      throw error
    }
    self.path = path
    self.descriptor = descriptor
    status = FileStatus(descriptor: descriptor)
    isOwned = true
  }

  private static func check(
    _ kind: FileKind?, at path: String, mustBeRegular: Bool
  ) throws(FileError) {
    switch kind {
    case .file: return
    case .folder: throw .isDirectory(path)
    case nil: throw .cannotRead(path, reason: FileError.systemReason)
    case .pipe? where mustBeRegular:
      throw .cannotRead(path, reason: "it is a pipe, not a file; write the data to a file first")
    case let kind? where mustBeRegular:
      throw .cannotRead(path, reason: "it is \(kind.rawValue), not a file")
    default: return
    }
  }

  /// Reads from a descriptor that the caller closes.
  init(descriptor: Int32, name: String) {
    path = name
    self.descriptor = descriptor
    isOwned = false
    status = FileStatus(descriptor: descriptor)
  }

  deinit { if isOwned { close(descriptor) } }

  /// Waits until every later change of the file is bound to be noticed.
  func waitUntilChangesShow() { status?.waitForNextTick() }

  /// Checks that the file has not changed since it was opened.
  ///
  /// - Throws: `FileError.changed`
  func checkUnchanged() throws(FileError) {
    guard let status, let now = FileStatus(descriptor: descriptor),
      let change = now.change(since: status, path: path)
    else { return }
    throw .changed(path, change)
  }

  /// Returns to the start of the file.
  ///
  /// - Throws: `FileError` if it cannot be read again
  func rewind() throws(FileError) {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw FileError.reading(path) }
  }

  /// Copies bytes from anywhere in the file; `false` if that is not possible.
  func copy(_ range: Range<Int>, to target: UnsafeMutableRawBufferPointer) -> Bool {
    pread(descriptor, target.baseAddress, range.count, off_t(range.lowerBound)) == range.count
  }

  /// The first bytes of a regular file, which show its format; none if they cannot be read.
  var start: [UInt8] {
    let count = min(size, FileFormat.startLength)
    return [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      filled = copy(0..<count, to: UnsafeMutableRawBufferPointer(buffer)) ? count : 0
    }
  }

  /// Whether reading would not have to wait for whoever writes the bytes. A regular file is always
  /// ready, and so is what is at its end.
  var isReady: Bool { poll(timeout: 0) }

  /// Reads some bytes; 0 at the end.
  ///
  /// - Throws: `FileError` if it cannot be read
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(FileError) -> Int {
    while true {
      let count = Platform.read(descriptor, buffer.baseAddress, buffer.count)
      if count >= 0 { return count }
      switch errno {
      case EINTR: continue
      // Whoever shares the pipe or socket may have set it not to block.
      case EAGAIN, EWOULDBLOCK: _ = poll(timeout: -1)
      default: throw FileError.reading(path)
      }
    }
  }

  /// Waits until there is something to read, or the end.
  ///
  /// - Parameter timeout: the maximum time in milliseconds; -1 for any time
  /// - Returns: whether there is
  private func poll(timeout: Int32) -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return Platform.poll(&request, 1, timeout) > 0
  }
}
