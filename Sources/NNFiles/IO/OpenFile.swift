#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file descriptor that is open for reading.
struct OpenFile: ~Copyable {
  let path: String
  let descriptor: Int32
  private let isOwned: Bool
  /// What the file system told of a regular file when it was opened.
  let status: FileStatus?
  /// The size that the file system tells; 0 for what has none.
  var size: Int { isOwned ? status?.size ?? 0 : 0 }
  /// Whether it can be read again, unlike a pipe.
  var isRegular: Bool { isOwned && status != nil }

  /// Opens a file, or anything else that bytes come from, such as a pipe.
  init(reading path: String) throws(FileError) {
    try self.init(path, mustBeRegular: false)
  }

  /// Opens a regular file; anything else is refused, and a pipe is not waited for.
  init(readingRegular path: String) throws(FileError) {
    try self.init(path, mustBeRegular: true)
  }

  private init(_ path: String, mustBeRegular: Bool) throws(FileError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC | (mustBeRegular ? O_NONBLOCK : 0))
    guard descriptor >= 0 else { throw FileError.reading(path) }
    let status = FileStatus(descriptor: descriptor)
    guard status != nil || !mustBeRegular && !Self.isDirectory(descriptor) else {
      defer { close(descriptor) }
      if Self.isDirectory(descriptor) { throw .isDirectory(path) }
      throw .cannotRead(path, reason: "it is no regular file; save its content to one")
    }
    self.path = path
    self.descriptor = descriptor
    self.status = status
    isOwned = true
  }

  private static func isDirectory(_ descriptor: Int32) -> Bool {
    var status = stat()
    return fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Takes a descriptor that somebody else closes.
  init(descriptor: Int32, name: String) {
    path = name
    self.descriptor = descriptor
    isOwned = false
    status = FileStatus(descriptor: descriptor)
  }

  deinit { if isOwned { close(descriptor) } }

  /// Waits until every later change of the file can be seen.
  func waitUntilChangesShow() { status?.waitForNextTick() }

  /// Checks that nobody has changed the file since it was opened.
  ///
  /// - Throws: `FileError.changed`
  func checkUnchanged() throws(FileError) {
    guard let status, let now = FileStatus(descriptor: descriptor),
      let change = now.change(since: status, path: path)
    else { return }
    throw .changed(path, change)
  }

  /// Goes back to the start.
  func rewind() throws(FileError) {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw FileError.reading(path) }
  }

  /// Copies bytes from anywhere in the file; `false` if that is not possible.
  func copy(_ range: Range<Int>, to target: UnsafeMutableRawBufferPointer) -> Bool {
    pread(descriptor, target.baseAddress, range.count, off_t(range.lowerBound)) == range.count
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
