import NNFiles
import TestSupport
import Testing

/// Other data are measured as a run's own sets are.
@Suite("nnrun evaluate --data")
struct EvaluateDataTests {
  private static let tables = ProjectFiles.golden("tables")

  private func json(_ sandbox: Sandbox, _ arguments: String...) throws -> JSONValue {
    let result = try sandbox.nnrun(["evaluate", "runs/latest", "--json", "--quiet"] + arguments)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.errors == "")
    return try result.json()
  }

  /// The fields of what was measured on other data but the first, which is the file.
  private func measures(of file: String, in json: JSONValue) throws -> JSONValue {
    guard case .object(let fields)? = json["data"] else { throw NoObject() }
    #expect(fields.first.map { $0.0 } == "file")
    #expect(json["data"]?["file"] == .string(file))
    #expect(json["train"] == nil && json["test"] == nil)
    return .object(Array(fields.dropFirst()))
  }

  private struct NoObject: Error {}

  @Test("Other data are shown under the name of their file")
  func otherData() throws {
    let sandbox = try Sandbox.flowers([
      "new.csv": "kind,width,length\nrose,2.5,5.5\nlily,0.5,1\nrose,2,5\n"
    ])
    _ = try sandbox.nnrun("flowers.yaml", "eta=0.5", "iterations=100")
    expect(
      try sandbox.nnrun("evaluate", "runs/latest", "--data", "new.csv"),
      output: """
        runs/latest

        new.csv  3 samples  cost 0.00124  accuracy 100.00 %

          class          precision  recall      F1  support
          lily              1.0000  1.0000  1.0000        1
          rose              1.0000  1.0000  1.0000        2
          macro average     1.0000  1.0000  1.0000        3

          true \\ predicted  lily  rose
          lily                 1     .
          rose                 .     2

        """)
    expect(
      try sandbox.nnrun("evaluate", "runs/latest", "--data", "new.csv", "--json"),
      output: """
        {"run":"runs/latest",\
        "data":{"file":"new.csv","samples":3,"cost":0.0012398508179815174,"accuracy":1.0,\
        "macro_average":{"precision":1.0,"recall":1.0,"f1":1.0},\
        "classes":[\
        {"name":"lily","precision":1.0,"recall":1.0,"f1":1.0,"support":1},\
        {"name":"rose","precision":1.0,"recall":1.0,"f1":1.0,"support":2}],\
        "confusion_matrix":[[1,0],[0,2]]}}

        """)
  }

  @Test("The file of the test set gives what the test set gives", arguments: [1, 3])
  func csvClasses(threads: Int) throws {
    let rows = (0..<700).map { "\($0 % 13).5,\($0 % 7),\($0 % 3 == 0 ? "lily" : "rose")\n" }
    let sandbox = try Sandbox([
      "flowers.yaml": Experiments.flowers.replacing(
        "test_fraction: 0.25", with: "test_path: new.csv"),
      "flowers.csv": Experiments.flowersData, "new.csv": "length,width,kind\n" + rows.joined(),
    ])
    _ = try sandbox.nnrun("flowers.yaml")
    let own = try json(sandbox)
    let other = try json(sandbox, "--data", "new.csv", "--threads", "\(threads)")
    #expect(try measures(of: "new.csv", in: other) == own["test"])
    #expect(own["test"]?["samples"] == .integer(700))
  }

  @Test(
    "Scaled targets of CSV files give what the run's sets give", arguments: ["float32", "float64"])
  func csvNumbers(precision: String) throws {
    let table = (0..<40).map { "\($0),\($0 * 7 % 11),\($0 % 5).25,\(100 * ($0 % 4))\n" }
    let header = "a,b,y,z\n"
    let sandbox = try Sandbox([
      "numbers.yaml": """
      structure: [2, 4, 2]
      activations: {hidden: tanh, output: identity}
      loss: squared_error
      iterations: 30
      precision: \(precision)
      dataset:
        loader: csv
        path: train.csv
        test_path: test.csv
        target: [z, y]
        normalize: zscore
        normalize_targets: minmax

      """,
      "train.csv": header + table.prefix(30).joined(),
      "test.csv": header + table.suffix(10).joined(),
    ])
    _ = try sandbox.nnrun("numbers.yaml")
    let own = try json(sandbox)
    #expect(try measures(of: "test.csv", in: json(sandbox, "--data", "test.csv")) == own["test"])
    #expect(try measures(of: "train.csv", in: json(sandbox, "--data", "train.csv")) == own["train"])
  }

  @Test("NumPy arrays give what the run's sets give")
  func arrays() throws {
    let sandbox = try Sandbox([
      "table.yaml": """
      structure: [2, 3, 1]
      activations: {hidden: tanh, output: identity}
      loss: squared_error
      iterations: 30
      dataset: {loader: npz, path: \(Self.tables)/set.npz, test_inputs: x_test, test_targets: y_test}

      """,
      "classes.yaml": """
      structure: [4, 3]
      activations: {output: softmax}
      loss: cross_entropy
      iterations: 5
      dataset:
        loader: npz
        path: \(Self.tables)/uint8.npy
        targets_path: \(Self.tables)/classes.npy
        divide_by: 10

      """,
    ])
    _ = try sandbox.nnrun("table.yaml")
    let archive = "\(Self.tables)/compressed.npz"
    let own = try json(sandbox)
    #expect(try measures(of: archive, in: json(sandbox, "--data", archive)) == own["test"])
    _ = try sandbox.nnrun("classes.yaml")
    let inputs = "\(Self.tables)/fortran.npy"
    let other = try json(sandbox, "--data", inputs, "--targets", "\(Self.tables)/classes.npy")
    #expect(try measures(of: inputs, in: other) == json(sandbox)["train"])
  }

  @Test("A folder of images and a file of images give what the test set gives")
  func images() throws {
    let folder = ProjectFiles.dataset("mnist")
    let sandbox = try Sandbox([
      "images.yaml": """
      structure: [784, 10]
      activations: {output: softmax}
      loss: cross_entropy
      iterations: 3
      batch_size: 10
      dataset: {loader: mnist, path: \(folder), limit: 100}

      """
    ])
    _ = try sandbox.nnrun("images.yaml")
    let own = try json(sandbox)
    for file in [folder, "\(folder)/t10k-images-idx3-ubyte.gz"] {
      #expect(
        try measures(of: file, in: json(sandbox, "--data", file)) == own["test"], "\(file)")
    }
  }

  @Test("The data of the run are not needed")
  func withoutData() throws {
    let sandbox = try Sandbox.flowers()
    _ = try sandbox.nnrun("flowers.yaml")
    _ = try sandbox.shell("mv flowers.csv new.csv")
    #expect(try sandbox.nnrun("evaluate", "runs/latest").status == 66)
    #expect(try json(sandbox, "--data", "new.csv")["data"]?["samples"] == .integer(8))
    let piped = try sandbox.shell(
      "cat new.csv | nnrun evaluate runs/latest --data /dev/stdin | head -3 | tail -1")
    #expect(piped.output.hasPrefix("/dev/stdin  8 samples  cost "), "\(piped)")
  }
}
