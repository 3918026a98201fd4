/// The decompressed bytes of a gzip file (RFC 1952), which can have several members, one after
/// another, as `cat a.gz b.gz` and bgzip make them.
///
/// Checksum and length of each member are verified. How much memory that takes does not depend on
/// the file.
final class GzipStream {
  private let source: RawStream
  private let inflater = Inflater()
  /// Bytes of the file, with room before them for those that the decoder hands back.
  private let input = UnsafeMutableRawBufferPointer.allocate(
    byteCount: Inflater.maximumRest + inputSize, alignment: 16)
  /// The bytes in `input` that have not been read.
  private var unread = UnsafeRawBufferPointer(start: nil, count: 0)
  private var place = Place.header
  /// The checksum and the length of the member's content so far.
  private var checksum = CRC32()
  private var length: UInt32 = 0

  private static let inputSize = 1 << 16
  /// So many bytes are decompressed before their checksum is computed that they are still in the
  /// cache.
  private static let pieceSize = 1 << 17

  /// Where in the file the next byte is.
  private enum Place {
    /// At the start of a member.
    case header
    /// In the compressed content of a member.
    case content
    /// Just after a member; another one may follow.
    case afterMember
    /// At the end of the file.
    case end
  }

  /// Decompresses a stream, from which nothing else may read from now on.
  init(_ source: RawStream) { self.source = source }

  deinit { input.deallocate() }

  /// The maximum number of bytes that compressed bytes can expand to: deflate expands one to at
  /// most 1032.
  static func maximumContent(of count: Int) -> Int { count.checkedProduct(1032) ?? .max }

  /// Reads bytes until the buffer is full or the file is at its end. So what precedes damage is not
  /// passed on if it can be avoided.
  ///
  /// - Returns: the number of bytes read
  /// - Throws: `GzipError` if the file is damaged; `FileError` if it cannot be read
  func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var filled = 0
    while filled < buffer.count, place != .end {
      switch place {
      case .header: try readHeader()
      case .content:
        let piece = buffer[filled..<min(buffer.count, filled + Self.pieceSize)]
        filled += try readContent(into: UnsafeMutableRawBufferPointer(rebasing: piece))
      case .afterMember: try findMember()
      case .end: break
      }
    }
    return filled
  }

  private func readHeader() throws {
    var header = CRC32()
    func next() throws -> UInt8 {
      let byte = try nextByte()
      withUnsafeBytes(of: byte) { header.add($0) }
      return byte
    }
    func skipText() throws { while try next() != 0 {} }

    for byte in FileFormat.gzipStart {
      guard try next() == byte else { throw damaged("incorrect header check") }
    }
    guard try next() == 8 else { throw damaged("unknown compression method") }
    let flags = HeaderFlags(rawValue: try next())
    guard flags.isSubset(of: .all) else { throw damaged("unknown header flags set") }
    // The time, how it was compressed and the system.
    for _ in 0..<6 { _ = try next() }
    if flags.contains(.extra) {
      let (low, high) = (try next(), try next())
      for _ in 0..<Int(high) << 8 | Int(low) { _ = try next() }
    }
    if flags.contains(.name) { try skipText() }
    if flags.contains(.comment) { try skipText() }
    if flags.contains(.checksum) {
      guard try number(bytes: 2) == header.value & 0xFFFF else {
        throw damaged("header crc mismatch")
      }
    }
    inflater.start()
    checksum = CRC32()
    length = 0
    place = .content
  }

  /// What a header has besides its fixed part.
  private struct HeaderFlags: OptionSet {
    let rawValue: UInt8
    /// Without a meaning for the reader.
    static let text = HeaderFlags(rawValue: 1)
    static let checksum = HeaderFlags(rawValue: 2)
    static let extra = HeaderFlags(rawValue: 4)
    static let name = HeaderFlags(rawValue: 8)
    static let comment = HeaderFlags(rawValue: 16)
    static let all: HeaderFlags = [.text, .checksum, .extra, .name, .comment]
  }

  /// Fills the buffer, or what there is room for until the end of the member.
  private func readContent(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    var room = buffer
    var isFinished = false
    // The decoder may have bytes left from those that it has read before.
    repeat {
      switch inflater.inflate(&unread, into: &room) {
      case .stopped: if !room.isEmpty, try !hasInput() { throw damaged(Self.truncated) }
      case .finished: isFinished = true
      case .damaged(let reason): throw damaged(reason)
      }
    } while !room.isEmpty && !isFinished
    let filled = buffer.count - room.count
    checksum.add(UnsafeRawBufferPointer(rebasing: buffer[..<filled]))
    length &+= UInt32(truncatingIfNeeded: filled)
    if isFinished { try endMember() }
    return filled
  }

  private func endMember() throws {
    handBack(inflater.takeRest())
    guard try number(bytes: 4) == checksum.value else { throw damaged("incorrect data check") }
    guard try number(bytes: 4) == length else { throw damaged("incorrect length check") }
    place = .afterMember
  }

  /// Begins the next member if there is one. Zeros may fill up the file.
  private func findMember() throws {
    guard try hasInput() else {
      place = .end
      return
    }
    if unread[0] == FileFormat.gzipStart[0] {
      place = .header
      return
    }
    while try hasInput() {
      guard unread.allSatisfy({ $0 == 0 }) else {
        throw damaged("other bytes follow the compressed ones")
      }
      unread = UnsafeRawBufferPointer(start: nil, count: 0)
    }
    place = .end
  }

  /// Whether there are unread bytes, which are read from the file if need be.
  private func hasInput() throws(FileError) -> Bool {
    if !unread.isEmpty { return true }
    let room = UnsafeMutableRawBufferPointer(rebasing: input[Inflater.maximumRest...])
    let count = try source.read(into: room)
    unread = UnsafeRawBufferPointer(rebasing: room[..<count])
    return count > 0
  }

  /// Puts bytes that were read last before the unread ones.
  private func handBack(_ bytes: [UInt8]) {
    guard !bytes.isEmpty, let first = input.baseAddress else { return }
    let next = unread.baseAddress.map { $0 - UnsafeRawPointer(first) } ?? input.count
    let start = next - bytes.count
    input[start..<next].copyBytes(from: bytes)
    unread = UnsafeRawBufferPointer(rebasing: input[start..<next + unread.count])
  }

  private func nextByte() throws -> UInt8 {
    guard try hasInput() else { throw damaged(Self.truncated) }
    defer { unread = UnsafeRawBufferPointer(rebasing: unread.dropFirst()) }
    return unread[0]
  }

  /// A number of up to four bytes, the least significant one first.
  private func number(bytes: Int) throws -> UInt32 {
    try (0..<bytes).reduce(0) { number, index in number | UInt32(try nextByte()) << (8 * index) }
  }

  private static let truncated = "it ends too soon"

  private func damaged(_ reason: String) -> GzipError { .damaged(source.name, reason: reason) }
}
