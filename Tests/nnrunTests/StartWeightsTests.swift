import NNFiles
import TestSupport
import Testing

@Suite("Training from a weights file")
struct StartWeightsTests {
  private static let start = "initializer={name: npz, path: start.npz}"

  private func sandbox(_ arrays: [(key: String, array: NPYArray)]) throws -> Sandbox {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    try NPZFile.write(arrays, to: sandbox.folder.file("start.npz"))
    return sandbox
  }

  private static func array(_ shape: Int...) -> NPYArray {
    let count = shape.reduce(1, *)
    return NPYArray(shape: shape, elements: .float32((0..<count).map { Float($0) / 8 }))
  }

  private static let good = [
    (key: "arr_0", array: array(0)), (key: "arr_1", array: array(3, 3)),
    (key: "arr_2", array: array(1, 4)),
  ]

  /// A second run starts where a first one ended, so both together are one long run.
  @Test("A run starts where another one ended")
  func continued() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml", "--runs-dir", "first")
    let first = try #require(try sandbox.runs(in: "first").first)
    let second = try sandbox.nnrun(
      "sums.yaml", "initializer={name: npz, path: \(first)/weights.npz}")
    #expect(second.status == 0, "\(second.errors)")
    _ = try sandbox.nnrun("sums.yaml", "iterations=40", "--runs-dir", "whole")
    let run = try #require(try sandbox.runs().first)
    let whole = try #require(try sandbox.runs(in: "whole").first)
    #expect(
      try sandbox.folder.bytes("\(run)/weights.npz")
        == sandbox.folder.bytes("\(whole)/weights.npz"))
  }

  /// The link leads to the new run as soon as that trains.
  @Test("Weights of the latest run are recorded by the name of its folder")
  func latest() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml")
    let first = try #require(try sandbox.runs().first)
    _ = try sandbox.nnrun("sums.yaml", "initializer={name: npz, path: runs/latest/weights.npz}")
    let settings = try sandbox.folder.text("runs/latest/resolved.yaml")
    #expect(
      settings.contains("path: ../\(first.dropFirst("runs/".count))/weights.npz\n"), "\(settings)")
    let again = try sandbox.nnrun("runs/latest/resolved.yaml")
    #expect(again.output.contains("already complete"), "\(again.errors)")
  }

  /// Its content, not its name, belongs to the experiment.
  @Test("Other bytes make another run, another name does not")
  func identity() throws {
    let sandbox = try sandbox(Self.good)
    #expect(try sandbox.nnrun("sums.yaml", Self.start).status == 0)
    _ = try sandbox.shell("cp start.npz copy.npz")
    let copied = try sandbox.nnrun("sums.yaml", "initializer={name: npz, path: copy.npz}")
    #expect(copied.output.contains("already complete"))
    try NPZFile.write(
      Self.good.dropLast() + [(key: "arr_2", array: Self.array(1, 4)), (key: "x", Self.array(1))],
      to: sandbox.folder.file("start.npz"))
    #expect(try sandbox.nnrun("sums.yaml", Self.start).output.contains("completed 20 iterations"))
  }

  @Test(
    "Weights of another network are refused with both shapes", arguments: [["run"], ["check"]])
  func otherNetwork(command: [String]) throws {
    let sandbox = try sandbox(Self.good)
    expect(
      try sandbox.nnrun(command + ["sums.yaml", Self.start, "structure=[2,4,1]"]), status: 65,
      errors: """
        error: start.npz: 'arr_1' is 3 x 3; the network needs 4 x 3, bias column included; \
        'arr_0' is an empty array and 'arr_1' leads into the first layer: numpy.savez(file, [], W1, W2)

        """)
    expect(
      try sandbox.nnrun(command + ["sums.yaml", Self.start, "structure=[2,3,1,1]"]), status: 65,
      errors: """
        error: start.npz: has no array 'arr_3'; the network needs 1 x 2, bias column included; \
        'arr_0' is an empty array and 'arr_1' leads into the first layer: numpy.savez(file, [], W1, W2)

        """)
    #expect(try sandbox.runs() == [])
  }

  @Test("A single number is refused in the place of a matrix")
  func scalar() throws {
    let sandbox = try sandbox([(key: "arr_1", array: Self.array())])
    expect(
      try sandbox.nnrun("sums.yaml", Self.start), status: 65,
      errors: """
        error: start.npz: 'arr_1' is a single number; the network needs 3 x 3, bias column included; \
        'arr_0' is an empty array and 'arr_1' leads into the first layer: numpy.savez(file, [], W1, W2)

        """)
  }

  @Test(
    "Values that are not finite are refused",
    arguments: [
      ("float32", Double.nan), ("float64", .infinity), ("float64", -.infinity), ("float32", 1e39),
    ])
  func notFinite(precision: String, value: Double) throws {
    var values = [Double](repeating: 0.5, count: 4)
    values[3] = value
    let sandbox = try sandbox(
      Self.good.dropLast() + [
        (key: "arr_2", array: NPYArray(shape: [1, 4], elements: .float64(values)))
      ])
    expect(
      try sandbox.nnrun("sums.yaml", Self.start, "precision=\(precision)"), status: 65,
      errors: "error: start.npz: 'arr_2' has values that are not finite in \(precision)\n")
    #expect(try sandbox.runs() == [])
  }

  /// Bytes of a good file, the same number of bytes to replace them, and the error message.
  struct Change: CustomTestStringConvertible {
    let testDescription: String
    let old: String
    let new: String
    let message: String

    init(_ name: String, _ old: String, _ new: String, _ message: String) {
      testDescription = name
      self.old = old
      self.new = new
      self.message = message
    }
  }

  @Test(
    "A file that is not a weights file is refused with the reason",
    arguments: [
      Change(
        "objects", "'descr': '<f4', 'fortran_order': False, 'shape': (3",
        "'descr': '|O8', 'fortran_order': False, 'shape': (3",
        """
        the array 'arr_1' contains Python objects, which are never loaded; save numbers, \
        'array.astype(float)', or words, 'array.astype(str)'
        """),
      Change(
        "huge shape", "(3, 3), }                ", "(99999999999, 99999), }  ",
        "the array 'arr_1' declares the shape [99999999999, 99999], which is too large"),
      Change(
        "less than there is", "'shape': (3, 3), }", "'shape': (2, 3), }",
        "the array 'arr_1' does not have as many bytes as its shape [2, 3] needs"),
    ])
  func malformed(_ change: Change) throws {
    let sandbox = try sandbox(Self.good)
    var bytes = try sandbox.folder.bytes("start.npz")
    let old = Array(change.old.utf8)
    let new = Array(change.new.utf8.prefix(old.count))
    var position = 0
    var count = 0
    while position + old.count <= bytes.count {
      if bytes[position..<position + old.count].elementsEqual(old) {
        bytes.replaceSubrange(position..<position + old.count, with: new)
        count += 1
      }
      position += 1
    }
    #expect(count > 0)
    try sandbox.folder.write(bytes, to: "start.npz")
    expect(
      try sandbox.nnrun("sums.yaml", Self.start), status: 65,
      errors: "error: start.npz: \(change.message)\n")
    #expect(try sandbox.runs() == [])
  }

  /// Start weights are read when the experiment fits the data, before anything is written.
  @Test("Damaged bytes are found by their checksum before anything is written")
  func damaged() throws {
    let sandbox = try sandbox(Self.good)
    var bytes = try sandbox.folder.bytes("start.npz")
    // 8/8 as a float is somewhere in the second array only.
    let one = withUnsafeBytes(of: Float(1).bitPattern.littleEndian) { Array($0) }
    let index = try #require(
      bytes.indices.dropLast(3).first { bytes[$0..<$0 + 4].elementsEqual(one) })
    bytes[index] ^= 1
    try sandbox.folder.write(bytes, to: "start.npz")
    let result = try sandbox.nnrun("sums.yaml", Self.start)
    #expect(result.status == 65)
    #expect(
      result.errors.hasPrefix("error: start.npz: is not a zip file, or is damaged (ZIP bad CRC"),
      "\(result.errors)")
    #expect(try sandbox.runs() == [])
  }

  @Test("A truncated file is refused", arguments: [0, 50])
  func truncated(count: Int) throws {
    let sandbox = try sandbox(Self.good)
    let bytes = try sandbox.folder.bytes("start.npz")
    try sandbox.folder.write(Array(bytes.prefix(count)), to: "start.npz")
    let result = try sandbox.nnrun("sums.yaml", Self.start)
    #expect(result.status == 65)
    #expect(result.errors.hasPrefix("error: start.npz: "), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    #expect(try sandbox.runs() == [])
  }
}
