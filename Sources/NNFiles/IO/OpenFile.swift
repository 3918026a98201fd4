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
