import CLibArchive

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Reads zip files through libarchive, which checks their checksums.
final class ZipReader {
  private let path: String
  private let file: OpenFile
  private let archive: OpaquePointer
  /// The size that the directory declares for the current entry's content.
  private(set) var entrySize = 0
  /// Whether the current entry is a file, no link or folder.
  private(set) var isRegularFile = false
  /// The number of bytes of the whole file.
  let fileSize: Int
  /// More content than this cannot be in a file of this size: deflate makes at most 1032 bytes of one.
  let maximumContent: Int

  /// Opens a file.
  ///
  /// - Throws: `FileError` if it cannot be opened, `ZipError` if it is no zip file
  init(path: String) throws {
    // libarchive does not say why a file cannot be opened, and opens folders.
    file = try OpenFile(readingRegular: path)
    file.waitUntilChangesShow()
    fileSize = file.size
    maximumContent = fileSize.checkedProduct(1032) ?? Int.max
    guard let archive = archive_read_new() else {
      throw ZipError.damaged(path, reason: "out of memory")
    }
    self.path = path
    self.archive = archive
    // Entries are found through the directory at the end, so that no truncated file is accepted.
    archive_read_support_format_zip_seekable(archive)
    guard archive_read_open_fd(archive, file.descriptor, 1 << 16) == ARCHIVE_OK else {
      throw damaged()
    }
  }

  /// Checks that nobody has changed the file since it was opened.
  ///
  /// - Throws: `FileError.changed`
  func checkUnchanged() throws(FileError) { try file.checkUnchanged() }

  deinit { archive_read_free(archive) }

  /// The name of the next entry; `nil` at the end.
  func nextEntry() throws(ZipError) -> String? {
    // libarchive converts names to the locale's encoding, and fails where that has no such letters.
    let locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", nil)
    let before = uselocale(locale)
    defer {
      uselocale(before)
      if let locale { freelocale(locale) }
    }
    var entry: OpaquePointer?
    switch archive_read_next_header(archive, &entry) {
    case ARCHIVE_OK: break
    case ARCHIVE_EOF: return nil
    default: throw damaged()
    }
    guard let entry, let name = archive_entry_pathname_utf8(entry) else {
      throw .damaged(path, reason: "an entry has no name")
    }
    entrySize = Int(archive_entry_size(entry))
    // AE_IFREG, which Swift does not see: a macro with a cast.
    isRegularFile = archive_entry_filetype(entry) & 0o170000 == 0o100000
    return String(cString: name)
  }

  /// Reads some bytes of the entry; 0 at its end, whose checksum is then right.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ZipError) -> Int {
    let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
    guard count >= 0 else { throw damaged() }
    return count
  }

  /// Reads exactly as many bytes of the entry as the buffer has; `false` if there are fewer.
  func fill(_ buffer: UnsafeMutableRawBufferPointer) throws(ZipError) -> Bool {
    var filled = 0
    while filled < buffer.count {
      let count = try read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[filled...]))
      if count == 0 { return false }
      filled += count
    }
    return true
  }

  private func damaged() -> ZipError {
    .damaged(path, reason: archive_error_string(archive).map { String(cString: $0) } ?? "unknown")
  }
}

/// A zip file that cannot be read.
public enum ZipError: UserFacingError, Equatable {
  /// It is no zip file, is truncated, or its bytes have changed.
  case damaged(String, reason: String)
  /// It has an entry that it must not have.
  case unexpected(String, entry: String, String)

  /// The code to exit with.
  public var exitStatus: ExitStatus { .badData }

  /// The path and what is wrong.
  public var description: String {
    switch self {
    case .damaged(let path, let reason): "\(path): is no zip file or damaged (\(reason))"
    case .unexpected(let path, let entry, let reason):
      "\(path): the entry '\(entry.excerpt)' \(reason)"
    }
  }
}
