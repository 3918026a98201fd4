#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Bytes that are not changed any more: in memory, or a file that is mapped into it.
public final class ByteStorage: @unchecked Sendable {
  /// The bytes; valid as long as the storage.
  public let bytes: UnsafeRawBufferPointer
  /// Whether bytes that lie here and there should be copied instead of read where they are.
  ///
  /// To map what lies around them would push more useful pages out of memory.
  public let isLargeFile: Bool
  private let mapping: FileMapping?

  /// Whether they are a file's, which the system reads when they are needed and may forget again.
  public var isMapped: Bool { mapping != nil }

  /// Where the mapped file is, and what the file system told of it before it was mapped; `nil` for
  /// bytes in memory.
  public var mappedFile: (path: String, status: FileStatus)? {
    guard let mapping, let status = mapping.status else { return nil }
    return (mapping.path, status)
  }

  /// Takes memory from `malloc` and frees it at the end.
  init(owning memory: UnsafeMutableRawBufferPointer) {
    bytes = UnsafeRawBufferPointer(memory)
    isLargeFile = false
    mapping = nil
  }

  /// A copy of an array's elements.
  public convenience init<Element: BitwiseCopyable>(copying elements: [Element]) {
    let count = elements.count * MemoryLayout<Element>.stride
    let memory = UnsafeMutableRawBufferPointer(start: OutOfMemory.allocate(count), count: count)
    elements.withUnsafeBytes { memory.copyMemory(from: $0) }
    self.init(owning: memory)
  }

  /// Memory that is filled once.
  ///
  /// - Parameters:
  ///   - byteCount: the size
  ///   - owner: the file whose bytes they will be
  ///   - fill: writes all bytes
  /// - Throws: `OutOfMemory`, or what `fill` throws
  public convenience init(
    byteCount: Int, owner: String,
    initializedWith fill: (UnsafeMutableRawBufferPointer) throws -> Void
  ) throws {
    try MachineMemory.require(byteCount, for: owner)
    guard let start = malloc(max(1, byteCount)) else {
      throw OutOfMemory(owner: owner, bytes: byteCount, left: MachineMemory.left)
    }
    let memory = UnsafeMutableRawBufferPointer(start: start, count: byteCount)
    do {
      try fill(memory)
    } catch {
      free(start)
      throw error
    }
    self.init(owning: memory)
  }

  /// Maps a file.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - memory: the bytes of memory; a file that is larger than half of it counts as large
  /// - Throws: `FileError` if it cannot be opened or mapped; `OutOfMemory`
  public init(mapping path: String, memory: Int = MachineMemory.size) throws {
    let mapping = try FileMapping(path)
    bytes = mapping.bytes
    isLargeFile = bytes.count > memory / 2
    self.mapping = mapping
  }

  /// Checks that nobody has changed a mapped file since it was opened, so that all that was read of
  /// it is one content.
  ///
  /// - Throws: `FileError.changed`
  public func checkUnchanged() throws(FileError) { try mapping?.checkUnchanged() }

  deinit {
    if !isMapped { free(UnsafeMutableRawPointer(mutating: bytes.baseAddress)) }
  }

  /// Copies bytes; those of a large file without mapping what lies around them.
  ///
  /// - Parameters:
  ///   - range: bytes from the start of the storage
  ///   - target: receives them
  public func copy(_ range: Range<Int>, to target: UnsafeMutableRawBufferPointer) {
    let copied = isLargeFile && mapping?.copy(range, to: target) ?? false
    // What the file refuses to give is met where it is mapped.
    if !copied { target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[range])) }
  }

  /// Lets go of the pages of a mapped file up to the end of a range; they are read again if they are
  /// needed again.
  ///
  /// A pass over a file that is larger than memory then takes no more memory than a part of it.
  ///
  /// - Parameter range: bytes from the start of the storage
  public func forget(_ range: Range<Int>) {
    guard isMapped, let start = bytes.baseAddress else { return }
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    // The page on which the range begins was kept for it when the one before was let go.
    let first = range.lowerBound / page * page
    let last = range.upperBound / page * page
    guard first < last else { return }
    madvise(UnsafeMutableRawPointer(mutating: start + first), last - first, MADV_DONTNEED)
  }

  /// Gives memory back whose content nobody needs any more. Bytes of a mapped file can still be read;
  /// all others are zero from then on.
  ///
  /// - Parameter range: bytes from the start of the storage
  public func discard(_ range: Range<Int>) {
    guard !isMapped, let start = bytes.baseAddress else { return forget(range) }
    // Only pages that are the storage's own as a whole.
    let page = UInt(sysconf(Int32(_SC_PAGESIZE)))
    let first = (UInt(bitPattern: start + range.lowerBound) + page - 1) / page * page
    let last = UInt(bitPattern: start + range.upperBound) / page * page
    guard first < last else { return }
    madvise(UnsafeMutableRawPointer(bitPattern: first), Int(last - first), MADV_DONTNEED)
  }
}
