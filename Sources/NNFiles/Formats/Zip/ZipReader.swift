import CLibArchive
import Platform

/// Reads zip files with libarchive, which verifies their checksums.
final class ZipReader {
  private let path: String
  private let file: OpenFile
  private let archive: OpaquePointer
  /// The size of the current entry's content according to the directory.
  private(set) var entrySize = 0
  /// Whether the current entry is a file, rather than a link or folder.
  private(set) var isRegularFile = false
  /// The number of bytes of the whole file.
  let fileSize: Int
  /// The maximum size of an entry in a file of this size.
  let maximumContent: Int

  /// Opens a file.
  ///
  /// - Throws: `FileError` if it cannot be opened; `ZipError` if it is not a zip file, and
  ///   `FormatError` if it is of a known other format
  init(path: String) throws {
    // libarchive does not say why a file cannot be opened, and opens folders.
    file = try OpenFile(readingRegular: path)
    file.waitUntilChangesShow()
    try FileFormat(file.start)?.checkIsRead(path)
    fileSize = file.size
    maximumContent = GzipStream.maximumContent(of: fileSize)
    guard let archive = archive_read_new() else {
      throw ZipError.damaged(path, reason: "out of memory")
    }
    self.path = path
    self.archive = archive
    // The directory at the end is required, so that no truncated file is accepted.
    archive_read_support_format_zip_seekable(archive)
    guard archive_read_open_fd(archive, file.descriptor, 1 << 16) == ARCHIVE_OK else {
      throw damaged()
    }
  }

  /// Checks that the file has not changed since it was opened.
  ///
  /// - Throws: `FileError.changed`
  func checkUnchanged() throws(FileError) { try file.checkUnchanged() }

  deinit { archive_read_free(archive) }

  /// Advances to the next entry and returns its name; `nil` at the end.
  ///
  /// - Throws: `ZipError` if the file is damaged
  func nextEntry() throws(ZipError) -> String? {
    // libarchive converts names to the locale's encoding, and fails if that lacks a character.
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
    // AE_IFREG, a macro with a cast, which Swift does not import.
    isRegularFile = (archive_entry_filetype(entry) & 0o170000) == 0o100000
    return String(cString: name)
  }

  /// Reads some bytes of the entry; 0 at its end, where its checksum has been verified.
  ///
  /// - Throws: `ZipError` if the file is damaged
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(ZipError) -> Int {
    let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
    guard count >= 0 else { throw damaged() }
    return count
  }

  /// Reads bytes of the entry until the buffer is full; `false` if there are fewer.
  ///
  /// - Throws: `ZipError` if the file is damaged
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
package enum ZipError: UserFacingError, Equatable {
  /// It is not a zip file, is truncated, or its bytes have changed.
  case damaged(String, reason: String)
  /// It has an entry that is not allowed.
  case unexpected(String, entry: String, String)

  /// The code to exit with.
  package var exitStatus: ExitStatus { .badData }

  /// The path and what is wrong.
  package var description: String {
    switch self {
    case .damaged(let path, let reason): "\(path): is not a zip file, or is damaged (\(reason))"
    case .unexpected(let path, let entry, let reason):
      "\(path): the entry '\(entry.excerpt)' \(reason)"
    }
  }
}
