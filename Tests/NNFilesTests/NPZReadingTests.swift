import NNFiles
import TestSupport
import Testing

/// What `eighths` in Tests/Golden/make_arrays.py makes.
private func eighths(_ count: Int) -> [Double] {
  (0..<count).map { Double($0 % 2 == 0 ? $0 : -$0) / 8 }
}

private func float32(_ shape: Int...) -> NPYArray {
  NPYArray(shape: shape, elements: .float32(eighths(shape.reduce(1, *)).map { Float($0) }))
}

private func float64(_ shape: Int...) -> NPYArray {
  NPYArray(shape: shape, elements: .float64(eighths(shape.reduce(1, *))))
}

@Suite("NPZ: reading")
struct NPZReadingTests {
  private func read(_ name: String, maximumElements: Int = 100_000) throws -> [String: NPYArray] {
    try NPZFile.read(ProjectFiles.golden("arrays/\(name).npz"), maximumElements: maximumElements)
  }

  @Test("The lecture's weights are read in float32", arguments: ["float32", "float32-compressed"])
  func lectureInFloat32(name: String) throws {
    #expect(
      try read(name) == ["arr_0": float64(0), "arr_1": float32(4, 4), "arr_2": float32(2, 5)])
  }

  @Test("The lecture's weights are read in float64", arguments: ["float64", "float64-compressed"])
  func lectureInFloat64(name: String) throws {
    #expect(
      try read(name) == ["arr_0": float64(0), "arr_1": float64(4, 4), "arr_2": float64(2, 5)])
  }

  @Test("A long compressed array is read")
  func long() throws {
    #expect(try read("long-compressed") == ["arr_0": float32(40_000)])
  }

  @Test("Keys come in any order, among others")
  func keys() throws {
    let arrays = try read("order")
    #expect(arrays.keys.sorted() == ["arr_0", "arr_1", "arr_10", "arr_2", "größe"])
    for count in [0, 1, 2, 10] {
      let values = [Double](repeating: Double(count) / 8, count: count)
      let expected = NPYArray(shape: [count], elements: .float64(values))
      #expect(arrays["arr_\(count)"] == expected, "arr_\(count)")
    }
    #expect(arrays["größe"] == NPYArray(shape: [1], elements: .float64([1])))
  }

  @Test("Fortran order becomes C order")
  func fortran() throws {
    let empty = NPYArray(shape: [2, 0, 3], elements: .float64([]))
    #expect(
      try read("fortran") == ["f4": float32(2, 3), "f8": float64(2, 3, 4), "empty": empty])
  }

  @Test("The bytes of big-endian numbers are swapped")
  func bigEndian() throws {
    #expect(try read("big-endian") == ["f4": float32(2, 3), "f8": float64(2, 3)])
  }

  @Test("Arrays may have no dimension or no element")
  func shapes() throws {
    #expect(
      try read("shapes") == [
        "scalar": NPYArray(shape: [], elements: .float64([0.5])),
        "empty": NPYArray(shape: [0], elements: .float64([])),
        "none": NPYArray(shape: [0, 3], elements: .float64([])),
      ])
  }

  @Test("All versions of the header are read")
  func versions() throws {
    #expect(
      try read("versions") == [
        "version_1": float32(2, 3), "version_2": float32(2, 3), "version_3": float32(2, 3),
      ])
  }

  @Test("Special values keep their bits")
  func specialValues() throws {
    let special = [
      0, -0.0, .infinity, -.infinity, .nan, 0x1p-149, 0x1p127, 1 / 3.0,
    ]
    let arrays = try read("special")
    guard case .float32(let floats)? = arrays["f4"]?.elements,
      case .float64(let doubles)? = arrays["f8"]?.elements
    else {
      Issue.record("arrays of other types")
      return
    }
    #expect(floats.map(\.bitPattern) == special.map { Float($0).bitPattern })
    #expect(doubles.map(\.bitPattern) == special.map(\.bitPattern))
  }

  @Test("The limit is for all arrays together")
  func limit() throws {
    let path = ProjectFiles.golden("arrays/float32.npz")
    #expect(try read("float32", maximumElements: 26).count == 3)
    #expect(
      try failure { try read("float32", maximumElements: 25) }
        == Failure(
          "\(path): the array 'arr_2' declares the shape [2, 5], which is too large", .badData))
  }
}
