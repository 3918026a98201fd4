import Foundation
import TestSupport
import Testing

@testable import NNFiles

@Suite("NPZ: writing")
struct NPZWritingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let matrix = NPYArray(
    shape: [4, 4], elements: .float32((0..<16).map { Float($0 % 2 == 0 ? $0 : -$0) / 8 }))
  private static let vector = NPYArray(
    shape: [5], elements: .float64((0..<5).map { Double($0 % 2 == 0 ? $0 : -$0) / 8 }))
  private static let empty = NPYArray(shape: [0], elements: .float64([]))

  private func golden(_ name: String) throws -> [UInt8] {
    try File.read(ProjectFiles.golden("arrays/\(name).npy"), limit: 1000)
  }

  @Test("Arrays have the bytes that NumPy writes")
  func arrays() throws {
    #expect(Self.matrix.bytes == (try golden("matrix-f4")))
    #expect(Self.vector.bytes == (try golden("vector-f8")))
    #expect(Self.empty.bytes == (try golden("empty-f8")))
  }

  @Test("Arrays are stored under their keys")
  func keys() throws {
    var zip = ZipWriter()
    zip.add("arr_0.npy", try golden("empty-f8"))
    zip.add("arr_1.npy", try golden("matrix-f4"))
    let path = folder.file("weights.npz")
    try NPZFile.write([("arr_0", Self.empty), ("arr_1", Self.matrix)], to: path)
    #expect(try folder.bytes("weights.npz") == zip.finish())
    #expect(try folder.names() == ["weights.npz"])
  }

  @Test("Equal arrays make equal bytes")
  func equalBytes() throws {
    let arrays = [("arr_0", Self.empty), ("arr_1", Self.matrix), ("arr_2", Self.vector)]
    try NPZFile.write(arrays, to: folder.file("a.npz"))
    try NPZFile.write(arrays, to: folder.file("b.npz"))
    let bytes = try folder.bytes("a.npz")
    #expect(try folder.bytes("b.npz") == bytes)
    // This finds a platform, or a change, that makes other bytes.
    #expect(CRC32.checksum(bytes) == 0x0D1C_4193)
  }

  @Test("What is written reads back")
  func readsBack() throws {
    let scalar = NPYArray(shape: [], elements: .float32([-0.0]))
    let cube = NPYArray(
      shape: [2, 3, 2], elements: .float64((0..<12).map { 1 / (Double($0) - 5) }))
    let arrays = [
      "scalar": scalar, "cube": cube, "empty": Self.empty, "größe": Self.matrix,
    ]
    let path = folder.file("weights.npz")
    try NPZFile.write(arrays.map { ($0.key, $0.value) }, to: path)
    #expect(try NPZFile.read(path, maximumElements: 100) == arrays)
  }

  @Test("A file in a missing folder cannot be made")
  func missingFolder() throws {
    let path = folder.file("missing/weights.npz")
    #expect(
      try failure { try NPZFile.write([], to: path) }
        == Failure("\(path): cannot be created: No such file or directory", .cannotCreate))
  }
}
