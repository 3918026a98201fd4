import CLibArchive

/// The decompressed bytes of a gzip file (RFC 1952) of one member, through libarchive.
///
/// libarchive does not look at the checksum at the file's end, so this does.
final class GzipStream {
  private let path: String
  private let archive: OpaquePointer
  /// The last eight bytes of the file: checksum and length of the content, lowest byte first.
  private let trailer: [UInt8]
  private let isEmpty: Bool
  private var crc = CRC32()
  private var length: UInt32 = 0

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - trailer: its last eight bytes
  /// - Throws: `GzipError` if it is no gzip file
  init(path: String, trailer: [UInt8]) throws(GzipError) {
    guard let archive = archive_read_new() else { throw .damaged(path, reason: "out of memory") }
    self.path = path
    self.archive = archive
    self.trailer = trailer
    archive_read_support_filter_gzip(archive)
    archive_read_support_format_raw(archive)
    // To libarchive, nothing has a format of its own.
    archive_read_support_format_empty(archive)
    var entry: OpaquePointer?
    var status = archive_read_open_filename(archive, path, 1 << 16)
    if status == ARCHIVE_OK { status = archive_read_next_header(archive, &entry) }
    isEmpty = status == ARCHIVE_EOF
    guard status == ARCHIVE_OK || isEmpty else { throw damaged() }
    // Otherwise libarchive took the file for something else and would hand out its raw bytes.
    guard archive_filter_code(archive, 0) == ARCHIVE_FILTER_GZIP else {
      throw .damaged(path, reason: "its gzip header is wrong")
    }
  }

  deinit { archive_read_free(archive) }

  /// Reads some bytes; 0 at the end, when checksum and length have turned out right.
  func read(into buffer: UnsafeMutableRawBufferPointer) throws(GzipError) -> Int {
    let count = isEmpty ? 0 : archive_read_data(archive, buffer.baseAddress, buffer.count)
    guard count >= 0 else { throw damaged() }
    crc.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    length &+= UInt32(truncatingIfNeeded: count)
    if count == 0 && !buffer.isEmpty {
      var expected: [UInt8] = []
      expected.append(littleEndian: crc.value)
      expected.append(littleEndian: length)
      guard trailer == expected else {
        throw .damaged(path, reason: "wrong checksum, or something behind the first gzip member")
      }
    }
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
