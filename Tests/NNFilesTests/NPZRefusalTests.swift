import TestSupport
import Testing

@testable import NNFiles

@Suite("NPZ: errors")
struct NPZRefusalTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func failure(_ bytes: [UInt8], maximumElements: Int = 1000) throws -> Failure? {
    let path = try folder.write(bytes, to: "weights.npz")
    return try TestSupport.failure(in: folder) {
      try NPZFile.read(path, maximumElements: maximumElements)
    }
  }

  private func failure(entries: [(String, [UInt8])]) throws -> Failure? {
    var zip = ZipWriter()
    for (name, content) in entries { zip.add(name, content) }
    return try failure(zip.finish())
  }

  /// The bytes of an array with this header.
  private func npy(
    _ shape: String, payload: Int, descr: String = "<f4", version: UInt8 = 1
  ) -> [UInt8] {
    let header = "{'descr': '\(descr)', 'fortran_order': False, 'shape': \(shape)}\n"
    return [0x93] + Array("NUMPY".utf8) + [version, 0, UInt8(header.utf8.count), 0]
      + Array(header.utf8) + [UInt8](repeating: 0, count: payload)
  }

  private static let noArray = Failure(
    "weights.npz: the array 'x' is not an array in NumPy's format", .badData)

  @Test(
    "Objects and records are refused",
    arguments: [
      (
        "objects", "ragged",
        "Python objects, which are never loaded; save numbers, 'array.astype(float)', or words, "
          + "'array.astype(str)'"
      ), ("records", "table", "records; save each of their fields as an array of its own"),
    ])
  func objects(name: String, key: String, problem: String) throws {
    let path = ProjectFiles.golden("arrays/\(name).npz")
    #expect(
      try TestSupport.failure { try NPZFile.read(path, maximumElements: 1000) }
        == Failure("\(path): the array '\(key)' contains \(problem)", .badData))
  }

  @Test(
    "Other types are refused",
    arguments: [
      ("<i4", nil), ("<i8", nil), ("|u1", nil), ("<f2", nil),
      ("<c8", "has complex numbers, type '<c8'; save their parts, 'array.real' and 'array.imag'"),
      ("|b1", "has truth values; save numbers, 'array.astype(numpy.float32)'"),
      ("<U3", "has words, type '<U3'; save numbers"),
    ] as [(String, String?)])
  func types(descr: String, problem: String?) throws {
    let expected = problem ?? "has elements of type '\(descr)'; save float32 or float64"
    let path = ProjectFiles.golden("arrays/type-\(descr.dropFirst()).npz")
    #expect(
      try TestSupport.failure { try NPZFile.read(path, maximumElements: 1000) }
        == Failure("\(path): the array 'wrong' \(expected)", .badData))
  }

  @Test("The undamaged array is read")
  func undamaged() throws {
    #expect(try failure(entries: [("x.npy", npy("(3,)", payload: 12))]) == nil)
  }

  @Test(
    "Shapes that are too large are refused before memory is taken",
    arguments: [
      ("(1001,)", "[1001]"), ("(1000, 2)", "[1000, 2]"),
      ("(1000000000000,)", "[1000000000000]"),
      ("(4294967296, 4294967296)", "[4294967296, 4294967296]"),
      ("(9223372036854775807,)", "[9223372036854775807]"),
    ])
  func tooLarge(shape: String, text: String) throws {
    #expect(
      try failure(entries: [("x.npy", npy(shape, payload: 12))])
        == Failure(
          "weights.npz: the array 'x' declares the shape \(text), which is too large", .badData))
  }

  @Test(
    "A number of bytes other than the shape needs is refused",
    arguments: [("(3,)", 11, "[3]"), ("(3,)", 13, "[3]"), ("()", 0, "[]"), ("(0,)", 4, "[0]")])
  func length(shape: String, payload: Int, text: String) throws {
    #expect(
      try failure(entries: [("x.npy", npy(shape, payload: payload))])
        == Failure(
          "weights.npz: the array 'x' does not have as many bytes as its shape \(text) needs",
          .badData))
  }

  @Test("An entry that does not begin as an array is refused")
  func header() throws {
    let whole = npy("(3,)", payload: 12)
    for end in 0..<(whole.count - 12) {
      let found = try failure(entries: [("x.npy", Array(whole[..<end]))])
      #expect(found == Self.noArray, "\(end) bytes")
    }
    #expect(try failure(entries: [("x.npy", npy("(-3,)", payload: 12))]) == Self.noArray)
    for version: UInt8 in [0, 4] {
      let other = npy("(3,)", payload: 12, version: version)
      #expect(try failure(entries: [("x.npy", other)]) == Self.noArray, "version \(version)")
    }
  }

  @Test("A header of endless length is not read")
  func endlessHeader() throws {
    let start: [UInt8] = [0x93] + Array("NUMPY".utf8) + [2, 0, 255, 255, 255, 255]
    #expect(try failure(entries: [("x.npy", start)]) == Self.noArray)
  }

  @Test("A zip file without arrays is refused")
  func otherEntries() throws {
    #expect(
      try failure(entries: [("readme.txt", []), ("data.csv", [])])
        == Failure("weights.npz: is a zip archive; unpack it first", .badData))
  }

  @Test("Duplicate keys are refused")
  func duplicateKeys() throws {
    let array = npy("(3,)", payload: 12)
    #expect(
      try failure(entries: [("x.npy", array), ("y.npy", array), ("x.npy", array)])
        == Failure("weights.npz: contains the array 'x' twice", .badData))
  }

  @Test("A changed byte is found by the checksum")
  func checksum() throws {
    var zip = ZipWriter()
    zip.add("x.npy", npy("(3,)", payload: 12))
    var bytes = zip.finish()
    // The last byte of the entry, before the directory.
    let last = 30 + "x.npy".utf8.count + npy("(3,)", payload: 12).count - 1
    #expect(bytes[last + 1..<last + 3].elementsEqual("PK".utf8))
    bytes[last] ^= 1
    let found = try #require(try failure(bytes))
    #expect(found.status == .badData)
    #expect(
      found.text.hasPrefix("weights.npz: is not a zip file, or is damaged (ZIP bad CRC: "))
  }

  @Test("Files that end too soon are refused", arguments: ["float32", "float32-compressed"])
  func truncated(name: String) throws {
    let whole = try File.read(ProjectFiles.golden("arrays/\(name).npz"), limit: 10_000)
    for length in 0..<whole.count {
      let found = try failure(Array(whole[..<length]))
      #expect(found?.status == .badData, "cut to \(length) of \(whole.count) bytes")
    }
    #expect(
      try failure(Array(whole.dropLast(30)))
        == Failure(
          "weights.npz: is not a zip file, or is damaged (Unrecognized archive format)", .badData))
  }

  @Test("A file that is not a zip file is refused")
  func notAZip() throws {
    #expect(
      try failure(Array("arr_0".utf8))
        == Failure(
          "weights.npz: is not a zip file, or is damaged (Unrecognized archive format)", .badData))
  }

  @Test("A path that cannot be opened is named")
  func cannotOpen() throws {
    let missing = folder.file("missing.npz")
    #expect(
      try TestSupport.failure { try NPZFile.read(missing, maximumElements: 1) }
        == Failure("\(missing): does not exist", .noInput))
    #expect(
      try TestSupport.failure { try NPZFile.read(folder.path, maximumElements: 1) }
        == Failure("\(folder.path): is a folder, not a file", .noInput))
  }
}
