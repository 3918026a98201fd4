import CZlib

/// The decompressed bytes of a gzip file (RFC 1952), which can have several members, one after
/// another, as `cat a.gz b.gz` and bgzip make them.
///
/// zlib verifies checksum and length of each member.
final class GzipStream {
  private let source: RawStream
  /// On the heap, because zlib keeps its address.
  private let state: UnsafeMutablePointer<z_stream>
  private let input = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 1)
  private var place = Place.member

  /// Where in the file the next byte is.
  private enum Place {
    /// In a member.
    case member
    /// Just after a member; another one may follow.
    case afterMember
    /// At the end of the file.
    case end
  }

  /// Decompresses a stream, from which nothing else may read from now on.
  ///
  /// - Throws: `GzipError` if there is no memory
  init(_ source: RawStream) throws(GzipError) {
    self.source = source
    state = .allocate(capacity: 1)
    state.initialize(to: z_stream())
    // 15 bits are the largest window; 16 more select gzip.
    let status = inflateInit2_(
      state, 15 + 16, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
    guard status == Z_OK else { throw failure(status) }
  }

  deinit {
    inflateEnd(state)
    state.deallocate()
    input.deallocate()
  }

  /// The maximum number of bytes that compressed bytes can expand to: deflate expands one to at
  /// most 1032.
  static func maximumContent(of count: Int) -> Int { count.checkedProduct(1032) ?? .max }

  /// Reads bytes until the buffer is full or the file is at its end. So what precedes damage is not
  /// passed on if it can be avoided.
  ///
  /// - Returns: the number of bytes read
  /// - Throws: `GzipError` if the file is damaged; `FileError` if it cannot be read
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let size = UInt32(clamping: buffer.count)
    state.pointee.next_out = buffer.baseAddress?.assumingMemoryBound(to: UInt8.self)
    state.pointee.avail_out = size
    while state.pointee.avail_out > 0, place != .end {
      try place == .member ? inflateSome() : findMember()
    }
    return Int(size - state.pointee.avail_out)
  }

  private func inflateSome() throws {
    guard try hasInput() else {
      throw GzipError.damaged(source.name, reason: "it ends too soon")
    }
    switch inflate(state, Z_NO_FLUSH) {
    case Z_OK: break
    case Z_STREAM_END: place = .afterMember
    case let status: throw failure(status)
    }
  }

  /// Begins the next member if there is one. Zeros may fill up the file.
  private func findMember() throws {
    guard try hasInput() else {
      place = .end
      return
    }
    if state.pointee.next_in.pointee == FileFormat.gzipStart[0] {
      let status = inflateReset(state)
      guard status == Z_OK else { throw failure(status) }
      place = .member
      return
    }
    while try hasInput() {
      let rest = UnsafeBufferPointer(
        start: state.pointee.next_in, count: Int(state.pointee.avail_in))
      guard rest.allSatisfy({ $0 == 0 }) else {
        throw GzipError.damaged(source.name, reason: "other bytes follow the compressed ones")
      }
      state.pointee.avail_in = 0
    }
    place = .end
  }

  /// Whether there are compressed bytes, which are read if need be.
  private func hasInput() throws(FileError) -> Bool {
    if state.pointee.avail_in > 0 { return true }
    let count = try source.read(into: input)
    state.pointee.next_in = input.baseAddress?.assumingMemoryBound(to: UInt8.self)
    state.pointee.avail_in = UInt32(count)
    return count > 0
  }

  /// What went wrong in zlib.
  private func failure(_ status: Int32) -> GzipError {
    let reason =
      switch status {
      case Z_MEM_ERROR: "out of memory"
      case Z_NEED_DICT: "it needs a dictionary"
      default: state.pointee.msg.map { String(cString: $0) } ?? "unknown"
      }
    return .damaged(source.name, reason: reason)
  }
}

/// A compressed file that cannot be decompressed.
package enum GzipError: UserFacingError, Equatable {
  /// It is truncated, or its bytes have changed.
  case damaged(String, reason: String)

  /// The code to exit with.
  package var exitStatus: ExitStatus { .badData }

  /// The path and what is wrong with the file.
  package var description: String {
    switch self {
    case .damaged(let path, let reason):
      "\(path): is a damaged gzip file (\(reason)); get it again"
    }
  }
}
