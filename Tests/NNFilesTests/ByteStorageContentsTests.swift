import NNFiles
import TestSupport
import Testing

@Suite("The bytes of a whole file")
struct ByteStorageContentsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The bytes of a file, and the one after them.
  private func contents(_ name: String) throws -> (bytes: [UInt8], next: UInt8) {
    let storage = try ByteStorage(contentsOf: folder.file(name))
    let start = try #require(storage.bytes.baseAddress)
    return (Array(storage.bytes), start.load(fromByteOffset: storage.bytes.count, as: UInt8.self))
  }

  @Test("A 0 follows the bytes of a file", arguments: [0, 1, 511, 512, 513, 70_000])
  func plain(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 | 1) }
    try folder.write(bytes, to: "data")
    let found = try contents("data")
    #expect(found.bytes == bytes && found.next == 0)
  }

  @Test("A gzip file is decompressed, also to many times its size")
  func compressed() throws {
    let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0 >> 14) }
    try folder.write(bytes, to: "data")
    let gzip = try ChildProcess("/usr/bin/env", ["gzip", "data"], in: folder.path).wait()
    #expect(gzip.status == 0, "\(gzip.errors)")
    #expect(try folder.bytes("data.gz").count < 10_000)
    let found = try contents("data.gz")
    #expect(found.bytes == bytes && found.next == 0)
  }

  @Test("A file that is missing or damaged is reported")
  func errors() throws {
    let missing = try failure(in: folder) { _ = try contents("data") }
    #expect(missing == Failure("data: does not exist", .noInput))
    try folder.write(Array(gzipped(Array("text".utf8)).dropLast(9)), to: "data.gz")
    let damaged = try failure(in: folder) { _ = try contents("data.gz") }
    #expect(
      damaged
        == Failure("data.gz: is a damaged gzip file (it ends too soon); get it again", .badData))
  }
}
