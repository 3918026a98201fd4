import Foundation
import TestSupport
import Testing

@Suite("Inputs that nnrun evaluate refuses")
struct BadEvaluateInputTests {
  let sandbox: Sandbox
  let run: String

  init() throws {
    sandbox = try Sandbox.flowers()
    _ = try sandbox.nnrun("flowers.yaml")
    run = try #require(try sandbox.runs().first)
  }

  @Test("Missing data are named, with two ways out")
  func missingData() throws {
    try sandbox.folder.remove("flowers.csv")
    expect(
      try sandbox.nnrun("evaluate", run), status: 66,
      errors: """
        error: flowers.csv: does not exist; put the file back there, or name it, or other data, \
        with --data

        """)
    // What the message advises.
    try sandbox.folder.write(Experiments.flowersData, to: "data/new.csv")
    #expect(try sandbox.nnrun("evaluate", run, "--data", "data/new.csv").status == 0)
  }

  @Test("Changed data are refused with both hashes")
  func changedData() throws {
    try sandbox.folder.write(
      Experiments.flowersData.replacing("6,2.25", with: "6,2.5"), to: "flowers.csv")
    expect(
      try sandbox.nnrun("evaluate", run), status: 65,
      errors: """
        error: flowers.csv: is not the file that the run was trained on; \
        put that one back, or train on this one, which makes another run
          its SHA-256 is  826f0b8df5c4da393581690ac76752065008acd2cff61a2af1c98c219674d663
          the run's was   0831ba6d608345bec1f4269a2da3cb5a97955778db99c28b86e874ce9741af6c

        """)
  }

  /// Their loader looks for several names.
  @Test("Missing image files are named with both of their possible names")
  func missingImages() throws {
    _ = try sandbox.shell("cp -r '\(ProjectFiles.dataset("mnist"))' images")
    try sandbox.folder.write(
      """
      structure: [784, 10]
      activations: {output: softmax}
      loss: cross_entropy
      iterations: 1
      dataset: {loader: mnist, path: images, limit: 100, test_limit: 10}

      """, to: "images.yaml")
    _ = try sandbox.nnrun("images.yaml", "--runs-dir", "others")
    #expect(try sandbox.nnrun("evaluate", "others/latest").status == 0)
    try sandbox.folder.remove("images/t10k-labels-idx1-ubyte.gz")
    expect(
      try sandbox.nnrun("evaluate", "others/latest"), status: 66,
      errors: """
        error: images/t10k-labels-idx1-ubyte: does not exist; nor is there \
        t10k-labels-idx1-ubyte.gz; put the file back there, or name it, or other data, with --data

        """)
  }

  /// They have served their purpose when a network is trained.
  @Test("Start weights are not needed")
  func missingStartWeights() throws {
    _ = try sandbox.shell("cp \(run)/weights.npz start.npz")
    _ = try sandbox.nnrun("flowers.yaml", "initializer={name: npz, path: start.npz}")
    let before = try sandbox.nnrun("evaluate", "runs/latest")
    try sandbox.folder.remove("start.npz")
    expect(try sandbox.nnrun("evaluate", "runs/latest"), output: before.output)
    #expect(before.status == 0)
  }

  @Test("A path that is not a run is refused")
  func notARun() throws {
    expect(
      try sandbox.nnrun("evaluate", "runs/nothing"), status: 66,
      errors: "error: runs/nothing: does not exist\n")
    for path in ["runs", "flowers.csv"] {
      expect(
        try sandbox.nnrun("evaluate", path), status: 65,
        errors:
          "error: \(path): is not a run; name a run folder (runs/latest) or an archive (.zip)\n",
        "\(path)")
    }
  }

  @Test("An incomplete run is refused")
  func incomplete() throws {
    try sandbox.folder.remove("\(run)/SHA256SUMS")
    expect(
      try sandbox.nnrun("evaluate", run), status: 65,
      errors: """
        error: runs/flowers-HASH: is not a complete run; repeat the command that started it

        """)
  }

  @Test("A run that diverged is refused")
  func diverged() throws {
    _ = try sandbox.nnrun("flowers.yaml", "loss=mse", "activations=[relu, identity]", "eta=1e30")
    expect(
      try sandbox.nnrun("evaluate", "runs/latest"), status: 65,
      errors: """
        error: runs/latest: the cost of this run became NaN or infinite, so it has no trained \
        network; train it with a smaller eta, or with normalised inputs

        """)
  }

  @Test("A damaged file of the run is named")
  func damaged() throws {
    var bytes = try sandbox.folder.bytes("\(run)/weights.npz")
    let index = try #require(bytes.lastIndex { (0x30...0x38).contains($0) })
    bytes[index] += 1
    try sandbox.folder.write(bytes, to: "\(run)/weights.npz")
    expect(
      try sandbox.nnrun("evaluate", run), status: 65,
      errors: """
        error: runs/flowers-HASH/weights.npz: is missing or damaged; train the run again with --force

        """)
  }

  // Other data.

  @Test(
    "Other data that do not fit are refused with the reason",
    arguments: [
      (["new.csv"], 66, "new.csv: does not exist"),
      (["."], 66, ".: is a folder, not a file"),
      (["empty.csv"], 65, "empty.csv: is empty"),
      (
        ["strange.csv"], 65,
        "strange.csv:3: column 3 ('kind') is 'tulip', which is not among the classes of the "
          + "training set: 'lily', 'rose'"
      ),
      (
        ["flowers.csv", "--targets", "kinds.csv"], 64,
        "kinds.csv: is not needed, because targets are read from flowers.csv; remove --targets"
      ),
    ] as [([String], Int32, String)])
  func otherData(arguments: [String], status: Int32, message: String) throws {
    try sandbox.folder.write("", to: "empty.csv")
    try sandbox.folder.write("length,width,kind\n1,2,lily\n1,2,tulip\n", to: "strange.csv")
    expect(
      try sandbox.nnrun(["evaluate", run, "--data"] + arguments),
      status: status, errors: "error: \(message)\n")
  }

  @Test("Other data cannot be evaluated for a run whose data were not in a file")
  func withoutFiles() throws {
    try sandbox.folder.write(Experiments.sums, to: "sums.yaml")
    _ = try sandbox.nnrun("sums.yaml")
    expect(
      try sandbox.nnrun("evaluate", "runs/latest", "--data", "flowers.csv"), status: 64,
      errors: """
        error: flowers.csv: cannot be evaluated: the run's data set (loader inline) is not read from a \
        file, so its format does not say how to read this one; 'nnrun predict' takes rows for any run

        """)
  }

  @Test("Arrays of another width are refused")
  func otherWidth() throws {
    let tables = ProjectFiles.golden("tables")
    try sandbox.folder.write(
      """
      structure: [4, 3]
      activations: {output: softmax}
      loss: cross_entropy
      iterations: 1
      dataset: {loader: npz, path: \(tables)/uint8.npy, targets_path: \(tables)/classes.npy}

      """, to: "table.yaml")
    _ = try sandbox.nnrun("table.yaml")
    expect(
      try sandbox.nnrun(
        "evaluate", "runs/latest", "--data", "\(tables)/wide.npy", "--targets",
        "\(tables)/classes.npy"), status: 65,
      errors: "error: \(tables)/wide.npy: has 5 inputs in each row, but the network has 4\n")
  }

  /// Finite in the file, but not in the network, or not when they are added.
  @Test("Values whose cost is not finite are refused")
  func largeNumbers() throws {
    try sandbox.folder.write("length,width,kind\n1,2,lily\n1e300,2,rose\n", to: "large.csv")
    expect(
      try sandbox.nnrun("evaluate", run, "--data", "large.csv"), status: 65,
      errors: """
        error: large.csv:3: has values so large that its cost is not finite

        """)
    try sandbox.folder.write(
      """
      structure: [1, 1]
      activations: {output: identity}
      loss: squared_error
      initializer: zeros
      iterations: 1
      precision: float64
      dataset: {loader: csv, path: numbers.csv, target: y}

      """, to: "numbers.yaml")
    try sandbox.folder.write("x,y\n1,1\n", to: "numbers.csv")
    let rows = (0..<3).map { _ in "0,1e154\n" }.joined()
    try sandbox.folder.write("x,y\n" + rows, to: "sum.csv")
    _ = try sandbox.nnrun("numbers.yaml")
    expect(
      try sandbox.nnrun("evaluate", "runs/latest", "--data", "sum.csv"), status: 65,
      errors: """
        error: sum.csv: has values so large that the sum of costs or errors is not finite

        """)
  }
}
