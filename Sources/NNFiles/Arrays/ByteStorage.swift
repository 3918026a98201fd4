import Platform

/// Immutable bytes, in memory or in a file that is mapped into it.
public final class ByteStorage: @unchecked Sendable {
  /// The bytes; valid as long as the storage exists.
  public let bytes: UnsafeRawBufferPointer
  /// Whether scattered bytes should be copied out of the file instead of read in place.
  ///
  /// Mapping the pages around them would push more useful ones out of memory.
  package let isLargeFile: Bool
  private let mapping: FileMapping?

  /// Whether the bytes are those of a mapped file, whose pages the system reads when they are
  /// needed and may drop again.
  package var isMapped: Bool { mapping != nil }

  /// The mapped file's path, and its status before it was mapped; `nil` for bytes in memory.
  package var mappedFile: (path: String, status: FileStatus)? {
    guard let mapping, let status = mapping.status else { return nil }
    return (mapping.path, status)
  }

  /// Takes ownership of memory from `malloc`.
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
  ///   - owner: what errors name: the file whose bytes they will be
  ///   - fill: writes all bytes
  /// - Throws: `OutOfMemory` if there is not enough memory; what `fill` throws
  package convenience init(
    byteCount: Int, owner: String,
    initializedWith fill: (UnsafeMutableRawBufferPointer) throws -> Void
  ) throws {
    try MachineMemory.require(byteCount, for: owner)
    guard let start = LargePages.allocate(byteCount) else {
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
  ///   - memory: the bytes of memory; a file larger than half of it counts as large
  /// - Throws: `FileError` if it cannot be opened or mapped; `OutOfMemory` if it does not fit into
  ///   the address space
  package init(mapping path: String, memory: Int = MachineMemory.size) throws {
    let mapping = try FileMapping(path)
    bytes = mapping.bytes
    isLargeFile = bytes.count > memory / 2
    self.mapping = mapping
  }

  /// Checks that a mapped file has not changed since it was opened, so that everything read from it
  /// belongs together.
  ///
  /// - Throws: `FileError.changed`
  package func checkUnchanged() throws(FileError) { try mapping?.checkUnchanged() }

  deinit {
    if !isMapped { free(UnsafeMutableRawPointer(mutating: bytes.baseAddress)) }
  }

  /// Copies bytes; those of a large file without mapping the pages around them.
  ///
  /// - Parameters:
  ///   - range: their offsets in the storage
  ///   - target: receives them
  package func copy(_ range: Range<Int>, to target: UnsafeMutableRawBufferPointer) {
    let copied = isLargeFile && mapping?.copy(range, to: target) ?? false
    // If the file cannot be read, the mapping reports it.
    if !copied { target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[range])) }
  }

  /// Releases the pages of a mapped file from the start of a range to its end; the system reads
  /// them again when they are needed.
  ///
  /// So a pass over a file that is larger than memory needs no more memory than one range.
  ///
  /// - Parameter range: offsets in the storage
  package func forget(_ range: Range<Int>) {
    guard isMapped, let start = bytes.baseAddress else { return }
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    // The range before this one left the page on which this one begins.
    let first = range.lowerBound / page * page
    let last = range.upperBound / page * page
    guard first < last else { return }
    madvise(UnsafeMutableRawPointer(mutating: start + first), last - first, MADV_DONTNEED)
  }

  /// Returns memory whose content is no longer needed. Bytes of a mapped file can still be read
  /// afterwards; all others may be zero.
  ///
  /// - Parameter range: offsets in the storage
  package func discard(_ range: Range<Int>) {
    guard !isMapped, let start = bytes.baseAddress else { return forget(range) }
    // Only pages that lie entirely within the range.
    let page = UInt(sysconf(Int32(_SC_PAGESIZE)))
    let first = (UInt(bitPattern: start + range.lowerBound) + page - 1) / page * page
    let last = UInt(bitPattern: start + range.upperBound) / page * page
    guard first < last else { return }
    madvise(UnsafeMutableRawPointer(bitPattern: first), Int(last - first), MADV_DONTNEED)
  }
}
