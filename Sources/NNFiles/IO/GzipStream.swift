import CLibArchive

/// The decompressed bytes of a gzip stream (RFC 1952) with a single member, read by libarchive.
///
/// libarchive does not verify the checksum at the end of the stream; this does.
final class GzipStream {
  private let archive: OpaquePointer
  private let packed: PackedBytes
  private let isEmpty: Bool
  private var crc = CRC32()
  private var length: UInt32 = 0

  /// Decompresses a stream, from which nothing else may read from now on.
  ///
  /// - Throws: `GzipError` if it is not a gzip stream; `FileError` if it cannot be read
  init(_ stream: RawStream) throws {
    guard let archive = archive_read_new() else {
      throw GzipError.damaged(stream.name, reason: "out of memory")
    }
    self.archive = archive
    packed = PackedBytes(stream)
    archive_read_support_filter_gzip(archive)
    archive_read_support_format_raw(archive)
    // For libarchive, empty content is a format of its own.
    archive_read_support_format_empty(archive)
    var entry: OpaquePointer?
    var status = archive_read_open(
      archive, Unmanaged.passUnretained(packed).toOpaque(), nil,
      { _, context, start in PackedBytes.read(context, start) }, nil)
    if status == ARCHIVE_OK { status = archive_read_next_header(archive, &entry) }
    isEmpty = status == ARCHIVE_EOF
    guard status == ARCHIVE_OK || isEmpty else { throw failure }
    // Otherwise libarchive took the file for something else and would return its raw bytes.
    guard archive_filter_code(archive, 0) == ARCHIVE_FILTER_GZIP else {
      throw GzipError.damaged(stream.name, reason: "its gzip header is wrong")
    }
  }

  deinit { archive_read_free(archive) }

  /// The maximum number of bytes that compressed bytes can expand to: deflate expands one to at
  /// most 1032.
  static func maximumContent(of count: Int) -> Int { count.checkedProduct(1032) ?? .max }

  /// Reads some bytes; 0 at the end, where checksum and length have been verified.
  ///
  /// - Throws: `GzipError` if the stream is damaged; `FileError` if it cannot be read
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let count = isEmpty ? 0 : archive_read_data(archive, buffer.baseAddress, buffer.count)
    guard count >= 0 else { throw failure }
    crc.add(UnsafeRawBufferPointer(rebasing: buffer[..<count]))
    length &+= UInt32(truncatingIfNeeded: count)
    if count == 0 && !buffer.isEmpty {
      var expected: [UInt8] = []
      expected.append(littleEndian: crc.value)
      expected.append(littleEndian: length)
      guard try packed.lastBytes() == expected else {
        throw GzipError.damaged(
          packed.stream.name,
          reason: "wrong checksum, or data after the first gzip member")
      }
    }
    return count
  }

  /// What went wrong in libarchive.
  private var failure: any Error {
    packed.error
      ?? GzipError.damaged(
        packed.stream.name,
        reason: archive_error_string(archive).map { String(cString: $0) } ?? "unknown")
  }
}

/// Passes compressed bytes to libarchive and keeps the last ones.
private final class PackedBytes {
  let stream: RawStream
  /// Why reading failed.
  private(set) var error: (any Error)?
  private let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
  /// The last bytes that were read, at most eight.
  private var tail: [UInt8] = []

  init(_ stream: RawStream) { self.stream = stream }

  deinit { piece.deallocate() }

  /// The callback with which libarchive asks for the next bytes; its context is a `PackedBytes`.
  ///
  /// - Returns: the number of bytes at `start`; 0 at the end, -1 if reading failed
  static func read(
    _ context: UnsafeMutableRawPointer?, _ start: UnsafeMutablePointer<UnsafeRawPointer?>?
  ) -> Int {
    guard let context else { return -1 }
    let bytes = Unmanaged<PackedBytes>.fromOpaque(context).takeUnretainedValue()
    start?.pointee = UnsafeRawPointer(bytes.piece.baseAddress)
    do {
      return try bytes.readPiece()
    } catch {
      bytes.error = error
      return -1
    }
  }

  /// Reads the stream to its end and returns its last eight bytes: checksum and length of the
  /// content, both little-endian.
  func lastBytes() throws(FileError) -> [UInt8] {
    while try readPiece() > 0 {}
    return tail
  }

  private func readPiece() throws(FileError) -> Int {
    let count = try stream.read(into: piece)
    tail = (tail + UnsafeRawBufferPointer(rebasing: piece[max(0, count - 8)..<count])).suffix(8)
    return count
  }
}

/// A compressed file that cannot be decompressed.
package enum GzipError: UserFacingError, Equatable {
  /// It is truncated, or its bytes have changed.
  case damaged(String, reason: String)

  /// The code to exit with.
  package var exitStatus: ExitStatus { .badData }

  /// The path and what libarchive says.
  package var description: String {
    switch self {
    case .damaged(let path, let reason):
      "\(path): is a damaged gzip file (\(reason)); get it again"
    }
  }
}
