import NNFiles
import TestSupport
import Testing

/// Inputs in other units than those of the training set.
@Suite("Warnings about inputs")
struct InputWarningTests {
  private static let remedy = "try inputs in the units of the training set\n"

  /// Images of 8 x 8 pixels, half of them bright; 40 of them.
  private static let pixels: [[UInt8]] = (0..<40).map { image in
    (0..<64).map { pixel in
      let isBright = (pixel % 8 < 4) == image.isMultiple(of: 2)
      return UInt8((isBright ? 160 : 0) + (image * 31 + pixel * 17) % 96)
    }
  }

  /// The images as CSV, each pixel multiplied.
  private static func rows(_ factor: Double) -> String {
    pixels.map { row in row.map { "\(Double($0) * factor)" }.joined(separator: ",") + "\n" }
      .joined()
  }

  /// A folder with the images as bytes and as numbers from 0 to 1, and two networks for them.
  private func sandbox() throws -> Sandbox {
    let sandbox = try Sandbox([
      "images.yaml": """
      structure: [64, 8, 2]
      activations: {hidden: relu, output: softmax}
      loss: cross_entropy
      eta: 0.2
      iterations: 200
      dataset: {loader: npz, path: bytes.npz, divide_by: 255}

      """
    ])
    func write(_ name: String, _ elements: NPYArray.Elements) throws {
      let labels = NPYArray(shape: [40], elements: .uint8((0..<40).map { UInt8($0 % 2) }))
      try NPZFile.write(
        [("x_train", NPYArray(shape: [40, 64], elements: elements)), ("y_train", labels)],
        to: sandbox.folder.file(name))
    }
    let bytes = Self.pixels.flatMap { $0 }
    try write("bytes.npz", .uint8(bytes))
    try write("unit.npz", .float32(bytes.map { Float($0) / 255 }))
    for words in [
      ["--runs-dir=bytes"], ["dataset.path=unit.npz", "dataset.divide_by=1", "--runs-dir=unit"],
    ] {
      let result = try sandbox.nnrun(["images.yaml", "--quiet"] + words)
      #expect(result.status == 0 && result.output.contains("accuracy 100.00 %"), "\(result)")
    }
    return sandbox
  }

  @Test("Pixels up to 255 are warned about where training saw pixels up to 1")
  func tooLarge() throws {
    let sandbox = try sandbox()
    let warning =
      "warning: 40 of 40 rows have inputs far outside the range of the training set: from 0 to 255, in training "
      + "from 0 to 1; \(Self.remedy)"
    #expect(try sandbox.nnrun("predict", "unit/latest", input: Self.rows(1 / 255.0)).errors == "")
    let result = try sandbox.nnrun("predict", "unit/latest", input: Self.rows(1))
    expect(result, output: result.output, errors: warning)
    #expect(result.output.split(separator: "\n").count == 41)
    expect(
      try sandbox.nnrun("predict", "unit/latest", "--quiet", input: Self.rows(1)),
      output: result.output)
    // Arrays, files and pipes.
    for path in ["out.csv", "out.npy"] {
      try sandbox.folder.write(Self.rows(1), to: "new.csv")
      expect(
        try sandbox.nnrun("predict", "unit/latest", "new.csv", "-o", path), errors: warning,
        "\(path)")
    }
    #expect(try sandbox.folder.text("out.csv") == result.output)
    expect(
      try sandbox.nnrun("predict", "unit/latest", "bytes.npz", "--key", "x_train"),
      output: result.output, errors: warning)
    expect(
      try sandbox.shell("cat new.csv | nnrun predict unit/latest - | tail -n +2 | wc -l"),
      output: "40\n", errors: warning)
    // With targets.
    let evaluated = try sandbox.nnrun("evaluate", "unit/latest", "--data", "bytes.npz")
    expect(
      evaluated,
      output: try sandbox.nnrun("evaluate", "unit/latest", "--data", "bytes.npz", "--quiet").output,
      errors: warning)
  }

  @Test("Pixels up to 1 are warned about where training saw pixels up to 255")
  func tooSmall() throws {
    let sandbox = try sandbox()
    let finding =
      "inputs are far smaller than in the training set: none is larger than 1, but there each row had one of "
      + "at least 247"
    #expect(try sandbox.nnrun("predict", "bytes/latest", input: Self.rows(1)).errors == "")
    let result = try sandbox.nnrun("predict", "bytes/latest", input: Self.rows(1 / 255.0))
    expect(result, output: result.output, errors: "warning: \(finding); \(Self.remedy)")
    let json = try sandbox.nnrun("evaluate", "bytes/latest", "--data", "unit.npz", "--json")
    #expect(json.errors == "warning: \(finding); \(Self.remedy)")
    #expect(
      try json.json()["warnings"]?.strings
        == ["\(finding); \(Self.remedy.dropLast())"])
    #expect(try sandbox.nnrun("evaluate", "bytes/latest").errors == "")
    #expect(try sandbox.nnrun("evaluate", "bytes/latest", "--data", "bytes.npz").errors == "")
  }

  /// Centimetres are expected.
  @Test(
    "Measurements in other units are warned about",
    arguments: [
      (1, ""),
      (
        10,
        "150 of 150 rows have inputs far outside the range of the training set: 'sepal_length' from 43 to 79, in "
          + "training from 4.3 to 7.9"
      ),
      (
        0.01,
        "150 of 150 rows have inputs far outside the range of the training set: 'sepal_length' from 0.043 to "
          + "0.079, in training from 4.3 to 7.9"
      ), (1.2, ""), (0.8, ""),
    ] as [(Double, String)])
  func units(factor: Double, finding: String) throws {
    let sandbox = try Sandbox()
    _ = try sandbox.nnrun("\(ProjectFiles.root)/configs/iris.yaml", "--quiet")
    let result = try sandbox.shell(
      """
      tail -n +2 \(ProjectFiles.dataset("iris.csv")) |
        awk -F, '{print $1*\(factor)","$2*\(factor)","$3*\(factor)","$4*\(factor)}' |
        nnrun predict runs/latest -
      """)
    #expect(result.output.split(separator: "\n").count == 151)
    #expect(result.errors == (finding.isEmpty ? "" : "warning: \(finding); \(Self.remedy)"))
  }

  /// Training saw 0 to 3 and 0 to 6.
  @Test(
    "Inputs far outside the training range are warned about, nearby ones are not",
    arguments: [
      ("1,2\n", 0), ("0,0\n", 0), ("-1,-2\n", 0), ("4,8\n", 0), ("6,12\n", 0), ("7,1\n", 1),
      ("-4,1\n", 1), ("1,13\n", 1), ("1,2\n7,1\n", 1), ("1,2\n1,2\n7,1\n", 1),
      (String(repeating: "1,2\n", count: 10) + "7,1\n", 0), ("1e30,1\n", 1),
    ])
  func extrapolation(rows: String, warnings: Int) throws {
    let sandbox = try Sandbox([
      "line.yaml": """
      structure: [2, 1]
      activations: {output: identity}
      loss: squared_error
      iterations: 60
      dataset: {loader: inline, inputs: [[0, 0], [1, 3], [2, 1], [3, 6]], targets: [0, 1, 2, 3]}

      """
    ])
    _ = try sandbox.nnrun("line.yaml")
    let result = try sandbox.nnrun("predict", "runs/latest", input: rows)
    #expect(result.status == 0)
    #expect(result.errors.split(separator: "\n").count == warnings, "\(result.errors)")
  }
}
