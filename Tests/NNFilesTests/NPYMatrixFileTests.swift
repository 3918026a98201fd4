import NNFiles
import TestSupport
import Testing

@Suite("NPY matrices written row by row")
struct NPYMatrixFileTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("Rows follow a header of fixed length")
  func layout() throws {
    var file = try NPYMatrixFile(creating: folder.file("a.npy"), columns: 2, type: .float32)
    try file.append([1, 2] as [Float])
    try file.append([] as [Float])
    try file.append([3, 4, 5, 6] as [Float])
    try file.finish()
    let text = "{'descr': '<f4', 'fortran_order': False, 'shape': (3, 2), }"
    let header = text + String(repeating: " ", count: 117 - text.utf8.count) + "\n"
    let elements = ([1, 2, 3, 4, 5, 6] as [Float]).flatMap { value in
      (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> ($0 * 8)) }
    }
    #expect(
      try folder.bytes("a.npy")
        == [0x93] + Array("NUMPY".utf8) + [1, 0, 118, 0] + Array(header.utf8) + elements)
    #expect(try folder.names() == ["a.npy"])
  }

  @Test("A matrix may have no rows")
  func noRows() throws {
    var file = try NPYMatrixFile(creating: folder.file("a.npy"), columns: 1000, type: .float64)
    try file.finish()
    #expect(try StoredArray.npy(folder.file("a.npy")).shape == [0, 1000])
  }

  @Test("Many rows read back")
  func manyRows() throws {
    let values = (0..<300_000).map { Double($0) / 7 }
    var file = try NPYMatrixFile(creating: folder.file("a.npy"), columns: 3, type: .float64)
    for start in stride(from: 0, to: values.count, by: 30_000) {
      try file.append(Array(values[start..<start + 30_000]))
    }
    try file.finish()
    let array = try StoredArray.npy(folder.file("a.npy"))
    #expect(array.shape == [100_000, 3])
    #expect(array.type == .float64)
    #expect(array.doubles == values)
  }

  @Test("An unfinished file leaves the old one")
  func unfinished() throws {
    try folder.write("old", to: "a.npy")
    do {
      var file = try NPYMatrixFile(creating: folder.file("a.npy"), columns: 1, type: .float64)
      try file.append([1.5])
      #expect(try folder.names().count == 2)
      #expect(try folder.text("a.npy") == "old")
    }
    #expect(try folder.names() == ["a.npy"])
    #expect(try folder.text("a.npy") == "old")
  }
}
