import Platform

/// A file that is mapped into memory: the system reads its bytes when they are needed.
///
/// The file must not change meanwhile, which `checkUnchanged` verifies. If it is truncated, reading
/// the missing bytes ends the process; see `MappedRanges`.
final class FileMapping: @unchecked Sendable {
  /// The bytes; valid as long as the mapping.
  let bytes: UnsafeRawBufferPointer
  private let file: OpenFile
  /// The index of its entry in `MappedRanges`.
  private let entry: Int?

  /// Maps a file.
  ///
  /// - Throws: `FileError` if it cannot be opened or mapped; `OutOfMemory` if it does not fit into
  ///   the address space
  init(_ path: String) throws {
    let file = try OpenFile(readingRegular: path)
    file.waitUntilChangesShow()
    if file.size > 0 {
      let start = mmap(nil, file.size, PROT_READ, MAP_PRIVATE, file.descriptor, 0)
      guard start != MAP_FAILED, let start else {
        guard errno == ENOMEM else {
          throw FileError.cannotRead(path, reason: FileError.systemReason)
        }
        throw OutOfMemory(owner: path, bytes: file.size, left: MachineMemory.left)
      }
      bytes = UnsafeRawBufferPointer(start: start, count: file.size)
      entry = MappedRanges.add(bytes, path: path)
    } else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      entry = nil
    }
    self.file = file
  }

  deinit {
    if let entry { MappedRanges.remove(entry) }
    if let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress) {
      munmap(start, bytes.count)
    }
  }

  /// The file's path.
  var path: String { file.path }

  /// The file's status before it was mapped.
  var status: FileStatus? { file.status }

  /// Checks that the file has not changed since it was opened.
  ///
  /// - Throws: `FileError.changed`
  func checkUnchanged() throws(FileError) { try file.checkUnchanged() }

  /// Copies bytes without mapping the pages around them; `false` if that is not possible.
  func copy(_ range: Range<Int>, to target: UnsafeMutableRawBufferPointer) -> Bool {
    file.copy(range, to: target)
  }
}
