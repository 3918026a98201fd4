import NNFiles
import TestSupport
import Testing

@Suite("nnrun predict --output")
struct PredictOutputTests {
  private static let rows = (0..<600).map { "0.\($0 % 7)5,0.\($0 % 11)\n" }.joined()

  private func trained(
    _ arguments: [String] = [], files: [String: String] = [:]
  ) throws -> Sandbox {
    let base = [
      "sums.yaml": Experiments.sums, "flowers.yaml": Experiments.flowers,
      "flowers.csv": Experiments.flowersData, "new.csv": Self.rows,
    ]
    let sandbox = try Sandbox(base.merging(files) { $1 })
    let result = try sandbox.nnrun((arguments.isEmpty ? ["sums.yaml"] : arguments) + ["--quiet"])
    #expect(result.status == 0, "\(result.errors)")
    return sandbox
  }

  /// The columns of numbers that standard output gets.
  private func printed(_ sandbox: Sandbox, without first: Int) throws -> [[Double]] {
    try sandbox.nnrun("predict", "runs/latest", "new.csv").output.split(separator: "\n")
      .dropFirst().map { line in
        line.split(separator: ",").dropFirst(first).compactMap { Double($0) }
      }
  }

  @Test("A CSV file gets what standard output would get", arguments: ["-o", "--output"])
  func csv(option: String) throws {
    let sandbox = try trained(files: ["out.CSV": "old"])
    let printed = try sandbox.nnrun("predict", "runs/latest", "new.csv")
    expect(try sandbox.nnrun("predict", "runs/latest", "new.csv", option, "out.CSV"))
    #expect(try sandbox.folder.text("out.CSV") == printed.output)
    #expect(printed.output.split(separator: "\n").count == 601)
  }

  @Test(
    "Nothing that belongs to a run is replaced",
    arguments: [
      (
        "runs/latest/cost.csv", "it would be among the run's results; name a file in another folder"
      ),
      ("flowers.csv", "it is a data file of the run; name another file"),
      ("link.csv", "it is a data file of the run; name another file"),
    ])
  func ofTheRun(path: String, reason: String) throws {
    let sandbox = try trained(["flowers.yaml"])
    _ = try sandbox.shell("ln -s flowers.csv link.csv")
    for command in [["predict", "runs/latest", "new.csv"], ["archive", "runs/latest"]] {
      expect(
        try sandbox.nnrun(command + ["-o", path]), status: 73,
        errors: "error: \(path): cannot be created: \(reason)\n")
    }
    #expect(try sandbox.folder.text("flowers.csv") == Experiments.flowersData)
    #expect(try sandbox.nnrun("replay", "runs/latest", "--quiet").status == 0)
  }

  @Test("The input file is replaced only by one that has its columns")
  func sameFile() throws {
    let sandbox = try trained()
    _ = try sandbox.shell("ln -s new.csv link.csv")
    let before = try sandbox.folder.text("new.csv")
    for name in ["new.csv", "link.csv"] {
      expect(
        try sandbox.nnrun("predict", "runs/latest", "new.csv", "-o", name), status: 73,
        errors:
          "error: \(name): cannot be created: it is the input, whose rows would be lost; name "
          + "another file, or add --append\n")
    }
    #expect(try sandbox.folder.text("new.csv") == before)
    let printed = try sandbox.nnrun("predict", "runs/latest", "new.csv", "--append")
    expect(try sandbox.nnrun("predict", "runs/latest", "new.csv", "--append", "-o", "new.csv"))
    #expect(try sandbox.folder.text("new.csv") == printed.output)
  }

  /// Decimals that read back are the bits of the matrix.
  @Test(
    "Matrices have the numbers that are printed",
    arguments: [
      (["flowers.yaml"], ElementType.float32, 1),
      (["flowers.yaml", "precision=float64"], .float64, 1),
      (["sums.yaml"], .float32, 0), (["sums.yaml", "precision=float64"], .float64, 0),
      (
        [
          "sums.yaml", "activations.output=sigmoid", "loss=binary_cross_entropy",
          "dataset.targets=[0,1,1,1]", "dataset.test_targets=[1,1]",
        ], .float32, 1
      ),
      (
        [
          "flowers.yaml", "structure=[1,1]", "activations={output: identity}", "loss=mse",
          "dataset.target=length", "dataset.features=width", "dataset.normalize_targets=zscore",
          "precision=float64",
        ], .float64, 0
      ),
    ] as [([String], ElementType, Int)])
  func matrices(arguments: [String], type: ElementType, labels: Int) throws {
    let sandbox = try trained(arguments)
    if arguments.contains("structure=[1,1]") {
      try sandbox.folder.write("0.25\n1\n-1\n", to: "new.csv")
    }
    let expected = try printed(sandbox, without: labels)
    let hasNames = arguments.first == "flowers.yaml" && labels > 0
    expect(
      try sandbox.nnrun("predict", "runs/latest", "new.csv", "-o", "out.npy"),
      errors: hasNames ? "out.npy: the columns are 0 'lily', 1 'rose'\n" : "")
    let array = try StoredArray.npy(sandbox.folder.file("out.npy"))
    #expect(array.type == type)
    #expect(array.shape == [expected.count, expected[0].count])
    let found = array.doubles
    #expect(
      type == .float64
        ? found == expected.flatMap { $0 }
        : found.map { Float($0) } == expected.flatMap { $0 }.map { Float($0) })
  }

  @Test("Rows that cannot be read leave the old file", arguments: ["out.csv", "out.npy"])
  func unreadableRows(name: String) throws {
    let sandbox = try trained(files: ["bad.csv": Self.rows + "1,x\n", name: "old"])
    let before = try sandbox.folder.names()
    expect(
      try sandbox.nnrun("predict", "runs/latest", "bad.csv", "-o", name), status: 65,
      errors: "error: bad.csv:601: column 2 must be a finite number, not 'x'\n")
    #expect(try sandbox.folder.text(name) == "old")
    #expect(try sandbox.folder.names() == before)
  }

  @Test("Files that cannot be made are named", arguments: ["out.csv", "out.npy"])
  func cannotCreate(name: String) throws {
    let sandbox = try trained()
    try sandbox.folder.write("", to: "folder/\(name)/inside")
    expect(
      try sandbox.nnrun("predict", "runs/latest", "new.csv", "-o", "nowhere/\(name)"), status: 73,
      errors: "error: nowhere/\(name): cannot be created: No such file or directory\n")
    expect(
      try sandbox.nnrun("predict", "runs/latest", "new.csv", "-o", "folder/\(name)"), status: 73,
      errors: "error: folder/\(name): cannot be created: it is a folder, not a file\n")
    #expect(try sandbox.folder.names(in: "folder") == [name])
  }

  @Test("Other file name extensions are a usage error", arguments: ["out.txt", "csv", "out.npz"])
  func endings(name: String) throws {
    let sandbox = try trained()
    expect(
      try sandbox.nnrun("predict", "runs/latest", "new.csv", "--output=\(name)"), status: 64,
      errors: """
        error: \(name): predictions are written as .csv or .npy; give the file a name that ends with \
        one of them

        """)
  }

  /// CSV has doubles.
  @Test("Values beyond the precision of the run are refused")
  func overflow() throws {
    let sandbox = try trained(
      [
        "big.yaml", "structure=[1,1]", "activations={output: identity}", "loss=mse",
      ],
      files: [
        "big.yaml": """
        structure: [1, 1]
        activations: {output: identity}
        loss: squared_error
        iterations: 10
        dataset: {loader: csv, path: big.csv, target: y, normalize_targets: zscore}

        """,
        "big.csv": "x,y\n0,1e60\n1,2e60\n", "new.csv": "0\n1\n",
      ])
    #expect(try sandbox.nnrun("predict", "runs/latest", "new.csv").status == 0)
    let before = try sandbox.folder.names()
    expect(
      try sandbox.nnrun("predict", "runs/latest", "new.csv", "-o", "out.npy"), status: 65,
      errors: """
        error: new.csv:1: has a prediction that is too large for float32; write a .csv file

        """)
    #expect(try sandbox.folder.names() == before)
  }

  /// Like a full disk, and not the end of the process by a signal.
  @Test("A file that exceeds a size limit leaves the old one")
  func sizeLimit() throws {
    let sandbox = try trained(files: ["out.csv": "old"])
    let result = try sandbox.shell("ulimit -f 1; nnrun predict runs/latest new.csv -o out.csv")
    expect(result, status: 74, errors: "error: out.csv: cannot be written: File too large\n")
    #expect(try sandbox.folder.text("out.csv") == "old")
    #expect(try !sandbox.folder.names().contains { $0.hasSuffix(".tmp") })
  }
}
