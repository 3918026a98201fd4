import CLibArchive

/// The decompressed bytes of a gzip file, through libarchive.
final class GzipStream {
  private let path: String
  private let archive: OpaquePointer

  /// Opens a file.
  init(path: String) throws(GzipError) {
    guard let archive = archive_read_new() else { throw .damaged(path, reason: "out of memory") }
    self.path = path
    self.archive = archive
    archive_read_support_filter_gzip(archive)
    archive_read_support_format_raw(archive)
    var entry: OpaquePointer?
    guard archive_read_open_filename(archive, path, 1 << 16) == ARCHIVE_OK,
      archive_read_next_header(archive, &entry) == ARCHIVE_OK
    else { throw damaged() }
    // Otherwise libarchive took the file for something else and would hand out its raw bytes.
    guard archive_filter_code(archive, 0) == ARCHIVE_FILTER_GZIP else {
      throw .damaged(path, reason: "its gzip header is wrong")
    }
  }

  deinit { archive_read_free(archive) }

  /// Reads some bytes; 0 at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(GzipError) -> Int {
    let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
    guard count >= 0 else { throw damaged() }
    return count
  }

  private func damaged() -> GzipError {
    .damaged(path, reason: archive_error_string(archive).map { String(cString: $0) } ?? "unknown")
  }
}

/// A compressed file that cannot be decompressed.
public enum GzipError: UserFacingError, Equatable {
  /// It is truncated, or its bytes have changed.
  case damaged(String, reason: String)

  /// The code to exit with.
  public var exitStatus: ExitStatus { .badData }

  /// The path and what libarchive says.
  public var description: String {
    switch self {
    case .damaged(let path, let reason):
      "\(path): is a damaged gzip file (\(reason)); get it again"
    }
  }
}
