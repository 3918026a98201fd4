import NNFiles
import TestSupport
import Testing

/// Files that are not what is read are named wherever they are met, and nothing else is said.
@Suite("nnrun: files of other formats")
struct ForeignFileTests {
  private static let xz: [UInt8] = [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0, 0, 4]
  private static let tables = ProjectFiles.golden("tables")

  @Test("Every command that reads a file names its format")
  func commands() throws {
    let sandbox = try Sandbox.flowers()
    #expect(try sandbox.nnrun("flowers.yaml", "--quiet").status == 0)
    for name in ["rows.csv.xz", "rows.npy.xz", "flowers.yaml.xz"] {
      try sandbox.folder.write(Self.xz, to: name)
    }
    let wide = Experiments.flowers.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    try sandbox.folder.write(wide, to: "wide.yaml")
    let csv = "loader: csv, path: flowers.csv, target: kind"
    let message = "rows.csv.xz: is compressed with xz; decompress it first: xz -d rows.csv.xz\n"
    for arguments in [
      ["flowers.yaml", "dataset.path=rows.csv.xz"],
      ["check", "flowers.yaml", "dataset={\(csv), test_path: rows.csv.xz}"],
      ["check", "flowers.yaml", "dataset.path=rows.csv.xz"],
      ["predict", "runs/latest", "rows.csv.xz"],
      ["evaluate", "runs/latest", "--data", "rows.csv.xz"],
      ["sweep", "flowers.yaml", "@rows.csv.xz"],
      ["check", "flowers.yaml", "dataset={loader: npz, path: rows.csv.xz}"],
    ] {
      expect(
        try sandbox.nnrun(arguments), status: 65, errors: "error: \(message)", "\(arguments)")
    }
    expect(
      try sandbox.shell("nnrun predict runs/latest - < rows.csv.xz"), status: 65,
      errors: """
        error: standard input: is compressed with xz; decompress it first, with 'xz -dc'

        """)
    let inputs = "\(Self.tables)/uint8.npy"
    expect(
      try sandbox.nnrun(
        "check", "flowers.yaml",
        "dataset={loader: npz, path: \(inputs), targets_path: rows.npy.xz}"), status: 65,
      errors: """
        error: rows.npy.xz: is compressed with xz; decompress it first: xz -d rows.npy.xz

        """)
    expect(
      try sandbox.nnrun("flowers.yaml.xz"), status: 78,
      errors: """
        flowers.yaml.xz:1:1: error: is compressed with xz; decompress it first: xz -d \
        flowers.yaml.xz

        """)
    expect(
      try sandbox.nnrun("wide.yaml"), status: 78,
      errors: "wide.yaml:1:1: error: is UTF-16 text; save it as UTF-8\n")
  }

  @Test("Gzip files can be joined")
  func members() throws {
    let sandbox = try Sandbox.flowers()
    let plain = try sandbox.nnrun("check", "flowers.yaml")
    #expect(plain.status == 0)
    _ = try sandbox.shell(
      """
      head -3 flowers.csv | gzip > joined.gz
      tail -n +4 flowers.csv | gzip >> joined.gz
      mv joined.gz flowers.csv
      """)
    let joined = try sandbox.nnrun("check", "flowers.yaml")
    #expect(joined.status == 0)
    // Only the run has another name, because the bytes of the file are others.
    func withoutRun(_ text: String) -> String {
      text.split(separator: "\n").filter { !$0.hasPrefix("run ") }.joined(separator: "\n")
    }
    #expect(withoutRun(joined.output) == withoutRun(plain.output))
  }

  @Test("Numbers of 16 bits give what the same numbers of 32 bits give")
  func halves() throws {
    func experiment(_ inputs: String) -> String {
      """
      structure: [6, 2]
      activations: {output: softmax}
      loss: cross_entropy
      iterations: 5
      dataset: {loader: npz, path: \(Self.tables)/\(inputs).npy, targets_path: labels.npy, \
      divide_by: 3}
      """
    }
    let sandbox = try Sandbox([
      "a.yaml": experiment("halves"), "b.yaml": experiment("halves-widened"),
    ])
    var labels = try NPYMatrixFile(
      creating: sandbox.folder.file("labels.npy"), columns: 1, type: .float32)
    try labels.append([0, 1] as [Float])
    try labels.finish()
    let task = "dataset.task=classification"
    for name in ["a.yaml", "b.yaml"] {
      #expect(try sandbox.nnrun(name, task, "--quiet").status == 0, "\(name)")
    }
    let (a, b) = try (
      #require(sandbox.runs().first { $0.contains("/a-") }),
      #require(sandbox.runs().first { $0.contains("/b-") })
    )
    for file in ["cost.csv", "weights.npz"] {
      #expect(try sandbox.folder.bytes("\(a)/\(file)") == sandbox.folder.bytes("\(b)/\(file)"))
    }
    let expected = try sandbox.nnrun("predict", b, "\(Self.tables)/halves-widened.npy")
    #expect(expected.status == 0)
    expect(
      try sandbox.nnrun("predict", a, "\(Self.tables)/halves.npy"), output: expected.output)
    let measured = try sandbox.nnrun(
      "evaluate", a, "--data", "\(Self.tables)/halves-big-endian.npy", "--targets", "labels.npy",
      "--json")
    #expect(measured.status == 0, "\(measured.errors)")
  }

  @Test("Words in arrays are the names of classes")
  func words() throws {
    let sandbox = try Sandbox([
      "a.yaml": """
      structure: [4, 3]
      activations: {output: softmax}
      loss: cross_entropy
      iterations: 5
      dataset: {loader: npz, path: \(Self.tables)/uint8.npy, targets_path: \(Self.tables)/words.npy}
      """
    ])
    #expect(try sandbox.nnrun("a.yaml", "--quiet").status == 0)
    let predicted = try sandbox.nnrun("predict", "runs/latest", "\(Self.tables)/float16.npy")
    #expect(predicted.output.hasPrefix("prediction,a,größe,zebra\n"), "\(predicted.output)")
    let evaluated = try sandbox.nnrun(
      "evaluate", "runs/latest", "--data", "\(Self.tables)/uint8.npy", "--targets",
      "\(Self.tables)/bytes.npy")
    #expect(evaluated.status == 0 && evaluated.output.contains("größe"), "\(evaluated.output)")
  }

  @Test("Messages about targets lead to the setting that is right")
  func targets() throws {
    let sandbox = try Sandbox([
      "a.yaml": """
      structure: [4, 1]
      activations: {output: sigmoid}
      loss: binary_cross_entropy
      iterations: 5
      dataset: {loader: npz, path: \(Self.tables)/uint8.npy, targets_path: \(Self.tables)/signs.npy}
      """
    ])
    let signs = "\(Self.tables)/signs.npy"
    expect(
      try sandbox.nnrun("check", "a.yaml"), status: 65,
      errors: """
        error: \(signs): row 1 (from 0) is -1, which is not the index of a class; if -1 and 1 are \
        classes, set 'task: classification'; if targets are numbers, set 'task: regression'

        """)
    #expect(try sandbox.nnrun("check", "a.yaml", "dataset.task=classification").status == 0)
    let floats = "dataset.targets_path=\(Self.tables)/float-signs.npy"
    #expect(
      try sandbox.nnrun("check", "a.yaml", floats).errors.contains(
        """
        needs targets from 0 to 1, but training row 2 has -1.0; if they are class labels, add \
        'task: classification' to 'dataset'

        """))
    #expect(try sandbox.nnrun("check", "a.yaml", floats, "dataset.task=classification").status == 0)
    let regression = ["check", "a.yaml", "loss=mse", "activations.output=identity"]
    let indices = "dataset.targets_path=\(Self.tables)/classes.npy"
    #expect(
      try sandbox.nnrun(regression + [indices]).errors.contains(
        "has 3 classes; if they are numbers, add 'task: regression' to 'dataset'\n"))
    #expect(try sandbox.nnrun(regression + [indices, "dataset.task=regression"]).status == 0)
    #expect(
      try sandbox.nnrun(regression + ["dataset.task=classification"]).errors.contains(
        """
        has 2 classes; a single output for two classes needs the activation 'sigmoid' and the loss \
        'binary_cross_entropy'

        """))
    let counted = "dataset.targets_path=\(Self.tables)/counted-from-1.npy"
    let classes = [
      "check", "a.yaml", "activations.output=softmax", "loss=cross_entropy", counted,
    ]
    #expect(
      try sandbox.nnrun(classes + ["structure=[4,3]"]).errors.contains(
        "has 4 classes; no training sample is of class '0': if labels count from 1, subtract 1\n"))
    #expect(try sandbox.nnrun(classes + ["structure=[4,4]"]).status == 0)
  }
}
