import NNFiles
import TestSupport
import Testing

@Suite("Members of gzip files")
struct GzipMemberTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// What the gzip program makes of bytes, with the file's name in its header.
  private func compressed(_ content: [UInt8]) throws -> [UInt8] {
    try folder.write(content, to: "content")
    let gzip = try ChildProcess("/usr/bin/env", ["gzip", "-fN9", "content"], in: folder.path).wait()
    #expect(gzip.status == 0, "\(gzip.errors)")
    return try folder.bytes("content.gz")
  }

  /// The content of a file, read `step` bytes at a time.
  private func content(of bytes: [UInt8], step: Int = 1 << 16) throws -> [UInt8] {
    var source = try ByteSource(path: folder.write(bytes, to: "data.gz"))
    return try source.content(step: step)
  }

  private func reason(_ bytes: [UInt8]) throws -> String? {
    let prefix = "data.gz: is a damaged gzip file ("
    let found = try failure(in: folder) { try content(of: bytes) }
    guard let found, found.text.hasPrefix(prefix), found.status == .badData else { return nil }
    return String(found.text.dropFirst(prefix.count).prefix { $0 != ")" })
  }

  /// Bytes some of which repeat others, near and far.
  private static func text(count: Int, seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    var bytes: [UInt8] = []
    while bytes.count < count {
      if bytes.isEmpty || generator.next(below: 3) == 0 {
        bytes += (0..<1 + generator.next(below: 20)).map { _ in UInt8(generator.next(below: 70)) }
      } else {
        let start = max(0, bytes.count - 1 - generator.next(below: 40_000))
        bytes += bytes[start...].prefix(1 + generator.next(below: 300))
      }
    }
    return bytes
  }

  @Test(
    "What gzip has compressed is read in steps of any size",
    arguments: [1, 100, 32_768, 65_537, 1 << 20])
  func steps(step: Int) throws {
    let content = Self.text(count: step == 1 ? 3_000 : 600_000, seed: 1)
    let bytes = try compressed(content)
    #expect(bytes.count < content.count / 2)
    #expect(try self.content(of: bytes, step: step) == content)
  }

  @Test("Members that end anywhere in a piece follow each other, empty ones too")
  func several() throws {
    let parts = try [1, 0, 65_530, 0, 0, 131_072, 7, 300_000].enumerated().map { index, count in
      let content = Array(Self.text(count: count, seed: UInt64(index)).prefix(count))
      return (content, bytes: try compressed(content))
    }
    let whole = parts.flatMap(\.bytes)
    for step in [13, 65_536, 1 << 20] {
      #expect(try content(of: whole, step: step) == parts.flatMap(\.0), "\(step)")
    }
    #expect(try reason(whole + [7]) == "other bytes follow the compressed ones")
    #expect(try reason(Array(whole.dropLast(3))) == "it ends too soon")
  }

  @Test("Bytes that are a thousand times as many as those of the file need no memory")
  func bomb() throws {
    let zeros = 50_000_000
    let bytes = try compressed([UInt8](repeating: 0, count: zeros))
    #expect(bytes.count < zeros / 1000)
    // Read with a small buffer, as whoever reads rows does.
    var source = try ByteSource(path: folder.write(bytes, to: "data.gz"))
    var piece = [UInt8](repeating: 1, count: 1 << 14)
    var total = 0
    while true {
      let count = try piece.withUnsafeMutableBytes { try source.read(into: $0) }
      if count == 0 { break }
      total += count
      #expect(piece[0] == 0 && piece[count - 1] == 0)
    }
    #expect(total == zeros)
  }

  @Test("A header may have everything that the format knows")
  func header() throws {
    let whole = gzipped(Array("text".utf8))
    let extra: [UInt8] = [3, 0, 1, 0, 2]
    let texts = Array("name\0comment\0".utf8)
    var bytes: [UInt8] = [0x1F, 0x8B, 8, 1 | 4 | 8 | 16, 1, 2, 3, 4, 2, 3] + extra + texts
    #expect(try content(of: bytes + whole[10...]) == Array("text".utf8))
    // With the lower half of the header's CRC-32.
    bytes[3] |= 2
    let checksum = gzipped(bytes).suffix(8).prefix(2)
    #expect(try content(of: bytes + checksum + whole[10...]) == Array("text".utf8))
    #expect(
      try reason(bytes + [checksum.first.map { $0 ^ 1 } ?? 0] + checksum.dropFirst() + whole[10...])
        == "header crc mismatch")
    #expect(try reason(Array(bytes.dropLast(4))) == "it ends too soon")
    bytes[3] |= 0x40
    #expect(try reason(bytes + checksum + whole[10...]) == "unknown header flags set")
  }

  @Test("A file that is cut anywhere is refused")
  func cut() throws {
    let whole = try compressed(Self.text(count: 2_000, seed: 3))
    for length in 2..<whole.count {
      #expect(try reason(Array(whole[..<length])) == "it ends too soon", "\(length) bytes")
    }
  }

  @Test("Whatever bytes are changed, the content is the same, or the file is refused")
  func changed() throws {
    let content = Self.text(count: 5_000, seed: 4)
    let whole = try compressed(content)
    var generator = SeededGenerator(seed: TestSeed.value)
    for _ in 0..<300 {
      var bytes = whole
      for _ in 0...generator.next(below: 3) {
        bytes[generator.next(below: bytes.count)] = UInt8(generator.next(below: 256))
      }
      guard bytes.starts(with: [0x1F, 0x8B]) else { continue }
      if try reason(bytes) == nil {
        #expect(try self.content(of: bytes) == content, "\(TestSeed.hint)")
      }
    }
  }

  @Test("What is not a deflate block is refused")
  func blocks() throws {
    let header = gzipped([])[..<10]
    // The reserved type of a block, and lengths of a stored block that do not match.
    #expect(try reason(header + [7]) == "invalid block")
    #expect(try reason(header + [1, 5, 0, 5, 0, 1, 2, 3, 4, 5]) == "invalid block")
    // A match before the first byte, in the code that is fixed: length 3, distance 1.
    #expect(try reason(header + [0b011, 0b0000_0010, 0, 0, 0]) == "invalid distance")
  }
}
