import NNFiles
import TestSupport
import Testing

@Suite("Damaged gzip files")
struct GzipErrorTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func failure(_ bytes: [UInt8]) throws -> Failure? {
    let path = try folder.write(bytes, to: "data.gz")
    return try TestSupport.failure(in: folder) {
      var source = try ByteSource(path: path)
      var content = [UInt8](repeating: 0, count: 100_000)
      _ = try content.withUnsafeMutableBytes { try source.fill($0) }
    }
  }

  private func damaged(_ reason: String) -> Failure {
    Failure("data.gz: is a damaged gzip file (\(reason)); get it again", .badData)
  }

  private static let content = Array("some text, some text, some text".utf8)

  @Test("The undamaged file is read")
  func undamaged() throws {
    #expect(try failure(gzipped(Self.content)) == nil)
  }

  @Test("A file that ends too soon is refused wherever it ends")
  func truncated() throws {
    let whole = gzipped(Self.content)
    for length in 2..<whole.count {
      let found = try failure(Array(whole[..<length]))
      #expect(found?.status == .badData, "cut to \(length) of \(whole.count) bytes")
    }
    #expect(try failure(Array(whole.dropLast(9))) == damaged("it ends too soon"))
  }

  @Test("A wrong header is refused")
  func header() throws {
    var bytes = gzipped(Self.content)
    bytes[2] = 7
    #expect(try failure(bytes) == damaged("unknown compression method"))
  }

  @Test("Changed content is found")
  func content() throws {
    var bytes = gzipped(Self.content)
    bytes[20] ^= 1
    #expect(try failure(bytes) == damaged("incorrect data check"))
  }

  @Test("A changed checksum or length is found", arguments: 1...8)
  func trailer(place: Int) throws {
    var bytes = gzipped(Self.content)
    bytes[bytes.count - place] ^= 0x10
    let what = place <= 4 ? "length" : "data"
    #expect(try failure(bytes) == damaged("incorrect \(what) check"))
  }

  @Test("Other bytes may not follow, nor anything after zeros")
  func rest() throws {
    let whole = gzipped(Self.content)
    for rest in [[1], [0x8B], [0, 0, 1], [0] + whole, Array("garbage".utf8)] as [[UInt8]] {
      #expect(
        try failure(whole + rest) == damaged("other bytes follow the compressed ones"), "\(rest)")
    }
    #expect(try failure(whole + [0x1F, 7]) == damaged("incorrect header check"))
  }

  @Test("Damage to any member is found")
  func members() throws {
    let whole = gzipped(Self.content)
    var first = whole
    first[whole.count - 8] ^= 1
    #expect(try failure(first + whole) == damaged("incorrect data check"))
    #expect(try failure(whole + first) == damaged("incorrect data check"))
    for length in 1..<whole.count {
      #expect(
        try failure(whole + whole[..<length]) == damaged("it ends too soon"), "\(length) bytes")
    }
  }
}
