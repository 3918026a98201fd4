import NNFiles
import TestSupport
import Testing

@Suite("IDX files")
struct IDXFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func read(_ bytes: [UInt8]) throws -> StoredArray {
    try IDXFile.read(folder.write(bytes, to: "data"))
  }

  /// The error without the folder's name, for the raw file and for the compressed one.
  private func failures(_ bytes: [UInt8]) throws -> [Failure?] {
    try [bytes, gzipped(bytes)].map { content in
      try failure(in: folder) { try read(content) }
    }
  }

  @Test(
    "Dimensions and elements are read, raw and compressed",
    arguments: [
      ([0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9], [3], [7, 8, 9]),
      ([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 1, 5, 6], [2, 1], [5, 6]),
      ([0, 0, 8, 3, 0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3, 4], [1, 2, 2], [1, 2, 3, 4]),
      ([0, 0, 8, 1, 0, 0, 0, 0], [0], []),
      ([0, 0, 8, 2, 255, 255, 255, 255, 0, 0, 0, 0], [4_294_967_295, 0], []),
    ] as [([UInt8], [Int], [UInt8])])
  func wellFormed(bytes: [UInt8], dimensions: [Int], elements: [UInt8]) throws {
    for (name, content) in [("raw", bytes), ("compressed", gzipped(bytes))] {
      let file = try read(content)
      #expect(file.shape == dimensions, "\(name)")
      #expect(Array(file.bytes) == elements, "\(name)")
    }
  }

  @Test("Lengths are big-endian")
  func bigEndian() throws {
    let elements = [UInt8](repeating: 1, count: 0x01_0203)
    #expect(try read([0, 0, 8, 1, 0, 1, 2, 3] + elements).shape == [0x01_0203])
  }

  @Test("The published labels are read")
  func published() throws {
    let labels = try IDXFile.read(ProjectFiles.dataset("mnist/t10k-labels-idx1-ubyte.gz"))
    #expect(labels.shape == [10_000])
    #expect(Array(labels.bytes.prefix(10)) == [7, 2, 1, 0, 4, 1, 4, 9, 5, 9])
    #expect(labels.bytes.count { $0 == 7 } == 1028)
  }

  @Test(
    "A file that does not begin as an IDX file is refused",
    arguments: [
      [], [0], [0, 0, 8], [0, 1, 8, 1], [1, 0, 8, 1, 0, 0, 0, 0], [0, 0, 8, 0],
      [0, 0, 8, 1, 0, 0, 0], [0, 0, 8, 2, 0, 0, 0, 1], [0, 0, 8, 255, 0, 0, 0, 1],
      Array("a,b\n1,2\n".utf8),
    ] as [[UInt8]])
  func noHeader(bytes: [UInt8]) throws {
    let expected = Failure(
      "data: is not an IDX file: it does not begin with 00 00 08 and its dimensions", .badData)
    #expect(try failures(bytes) == [expected, expected])
  }

  @Test(
    "Elements other than bytes are refused",
    arguments: [(0x9, "9"), (0xB, "b"), (0xD, "d"), (0xE, "e")] as [(UInt8, String)])
  func types(type: UInt8, code: String) throws {
    let expected = Failure(
      "data: has elements of type 0x\(code); only bytes (0x8) are supported", .badData)
    #expect(
      try failures([0, 0, type, 1, 0, 0, 0, 1, 0, 0, 0, 0]) == [expected, expected])
  }

  @Test(
    "Fewer bytes than declared are refused",
    arguments: [
      ([0, 0, 8, 1, 0, 0, 0, 3, 7, 8], "3"),
      ([0, 0, 8, 2, 0, 0, 0, 2, 0, 0, 0, 2, 1, 2, 3], "2 x 2"),
      ([0, 0, 8, 1, 0, 0, 0, 1], "1"),
      // Sizes that no memory holds, and whose product no number holds.
      ([0, 0, 8, 1, 255, 255, 255, 255, 1], "4294967295"),
      ([0, 0, 8, 2, 127, 255, 255, 255, 127, 255, 255, 255, 1], "2147483647 x 2147483647"),
      (
        [0, 0, 8, 3] + [UInt8](repeating: 255, count: 12) + [1],
        "4294967295 x 4294967295 x 4294967295"
      ),
    ] as [([UInt8], String)])
  func tooShort(bytes: [UInt8], shape: String) throws {
    let expected = Failure("data: is shorter than its header says (\(shape))", .badData)
    #expect(try failures(bytes) == [expected, expected])
  }

  @Test(
    "More bytes than declared are refused",
    arguments: [
      ([0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9, 0], "3"),
      ([0, 0, 8, 2, 0, 0, 0, 0, 0, 0, 0, 2, 1], "0 x 2"),
    ] as [([UInt8], String)])
  func tooLong(bytes: [UInt8], shape: String) throws {
    let expected = Failure("data: is longer than its header says (\(shape))", .badData)
    #expect(try failures(bytes) == [expected, expected])
  }

  @Test("A truncated gzip file is reported as such")
  func truncatedGzip() throws {
    let whole = gzipped([0, 0, 8, 1, 0, 0, 0, 3, 7, 8, 9])
    let path = try folder.write(Array(whole.dropLast(10)), to: "cut.gz")
    #expect(
      try failure { try IDXFile.read(path) }
        == Failure(
          "\(path): is a damaged gzip file (it ends too soon); get it again", .badData))
  }

  @Test("A missing file is named")
  func missing() throws {
    let path = folder.file("missing")
    #expect(
      try failure { try IDXFile.read(path) } == Failure("\(path): does not exist", .noInput))
  }
}
