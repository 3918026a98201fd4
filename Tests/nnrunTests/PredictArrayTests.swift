import Foundation
import NNFiles
import TestSupport
import Testing

/// The same rows give the same predictions, whatever file they come from.
@Suite("nnrun predict from arrays")
struct PredictArrayTests {
  private static let tables = ProjectFiles.golden("tables")

  private static let experiment = """
    structure: [4, 3]
    activations: {output: softmax}
    loss: cross_entropy
    iterations: 5
    dataset: {loader: npz, path: \(tables)/uint8.npy, targets_path: \(tables)/classes.npy, divide_by: 10}
    """

  private static let rows = "0,1,2,3\n10,11,12,13\n100,101,102,103\n"

  private func trained() throws -> Sandbox {
    let sandbox = try Sandbox(["table.yaml": Self.experiment, "rows.csv": Self.rows])
    #expect(try sandbox.nnrun("table.yaml", "--quiet").status == 0)
    return sandbox
  }

  @Test("Every format gives what CSV gives")
  func formats() throws {
    let sandbox = try trained()
    let expected = try sandbox.nnrun("predict", "runs/latest", "rows.csv")
    #expect(expected.status == 0)
    #expect(expected.output.split(separator: "\n").count == 4)
    let image: [UInt8] = [0, 0, 8, 2, 0, 0, 0, 3, 0, 0, 0, 4]
    let idx = image + [0, 1, 2, 3, 10, 11, 12, 13, 100, 101, 102, 103]
    try sandbox.folder.write(idx, to: "rows.idx")
    try sandbox.folder.write(gzipped(idx), to: "rows.idx.gz")
    try sandbox.folder.write(gzipped(Array(Self.rows.utf8)), to: "rows.csv.gz")
    let files =
      ["rows.idx", "rows.idx.gz", "rows.csv.gz"]
      + ["uint8", "big-endian", "fortran", "images", "float64"].map { "\(Self.tables)/\($0).npy" }
    for file in files {
      expect(
        try sandbox.nnrun("predict", "runs/latest", file), output: expected.output, "\(file)")
    }
  }

  @Test("The array of an archive has to be named by its key")
  func keys() throws {
    let sandbox = try trained()
    let archive = "\(Self.tables)/set.npz"
    expect(
      try sandbox.nnrun("predict", "runs/latest", archive), status: 65,
      errors: "error: \(archive): has the arrays 'x_train', 'y_train', 'x_test', 'y_test'; "
        + "name that of the inputs with --key\n")
    expect(
      try sandbox.nnrun("predict", "runs/latest", archive, "--key", "x_train"), status: 65,
      errors: "error: \(archive): 'x_train': has the shape [3, 2]; "
        + "the network needs rows of 4 numbers\n")
    expect(
      try sandbox.nnrun("predict", "runs/latest", "rows.csv", "--key", "x"), status: 64,
      errors: "error: rows.csv: is not an .npz file, so it has no array 'x'; remove --key\n")
  }

  @Test("For an array of the run's own data set, its key is suggested")
  func ownKeys() throws {
    let archive = "\(Self.tables)/set.npz"
    let sandbox = try Sandbox([
      "set.yaml": """
      structure: [2, 4, 1]
      activations: {hidden: tanh, output: identity}
      loss: squared_error
      iterations: 2
      dataset: {loader: npz, path: \(archive)}

      """
    ])
    #expect(try sandbox.nnrun("set.yaml").status == 0)
    func expectKey(_ key: String) throws {
      expect(
        try sandbox.nnrun("predict", "runs/latest", archive), status: 65,
        errors: """
          error: \(archive): has the arrays 'x_train', 'y_train', 'x_test', 'y_test'; for the inputs of \
          the run's data set, add --key \(key)

          """)
    }
    try expectKey("x_train")
    #expect(
      try sandbox.nnrun("set.yaml", "dataset.test_inputs=x_test", "dataset.test_targets=y_test")
        .status == 0)
    try expectKey("x_test")
  }

  @Test("A header above inputs without names is named")
  func header() throws {
    let sandbox = try trained()
    try sandbox.folder.write("a,b,c,d\n0,1,2,3\n", to: "header.csv")
    expect(
      try sandbox.nnrun("predict", "runs/latest", "header.csv"), status: 65,
      errors: """
        error: header.csv:1: seems to be a header, but the data of the run had none; if the columns are in \
        the order of the network's inputs, add --header first_row

        """)
    #expect(
      try sandbox.nnrun("predict", "runs/latest", "header.csv", "--header", "first_row").status == 0
    )
  }

  @Test("A single row needs two dimensions")
  func singleRow() throws {
    let sandbox = try trained()
    let row: [UInt8] = [0, 1, 2, 3]
    let header: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 4]
    try sandbox.folder.write(header + row, to: "row.idx")
    expect(
      try sandbox.nnrun("predict", "runs/latest", "row.idx"), status: 65,
      errors: """
        error: row.idx: has the shape [4]; the network needs rows of 4 numbers; save a single row \
        with the shape [1, 4]

        """)
  }

  @Test("Options that are for other inputs are refused, not ignored")
  func otherInputs() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml")
    expect(
      try sandbox.nnrun("predict", "runs/latest", "-", "--key", "x", input: "1,2\n"), status: 64,
      errors: "error: standard input: is not an .npz file, so it has no array 'x'; remove --key\n")
    let array = NPYArray(shape: [1, 2], elements: .float32([1, 2]))
    try NPZFile.write([(key: "x", array: array)], to: sandbox.folder.file("x.npz"))
    expect(
      try sandbox.nnrun("predict", "runs/latest", "x.npz", "--header", "none"), status: 64,
      errors: "error: x.npz: 'x': is not CSV, so it has no header; remove --header\n")
  }

  @Test("Numbers that are not finite are refused")
  func notFinite() throws {
    let sandbox = try trained()
    expect(
      try sandbox.nnrun("predict", "runs/latest", "\(Self.tables)/nan.npy"), status: 65,
      errors: "error: \(Self.tables)/nan.npy: row 1 (from 0): has a number that is not finite\n")
  }
}
