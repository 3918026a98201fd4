import Foundation
import NNFiles
import TestSupport
import Testing

/// A training that failed must not look like one that worked.
@Suite("Warnings about training")
struct WarningTests {
  private let configs = "\(ProjectFiles.root)/configs"

  /// The warnings of a run; they are the same in `--json`, in run.json, when the command is
  /// repeated and, without `--quiet`, on standard error.
  private func warnings(
    _ sandbox: Sandbox, _ words: [String], status: Int32 = 0,
    sourceLocation: SourceLocation = #_sourceLocation
  ) throws -> [String] {
    func run(_ more: [String]) throws -> CommandResult {
      let result = try sandbox.nnrun(words + more)
      #expect(result.status == status, "\(result.errors)", sourceLocation: sourceLocation)
      return result
    }
    /// The lines that are not progress.
    func lines(_ errors: String) -> [String] {
      errors.split(separator: "\n").map(String.init)
        .filter { !$0.contains("  iteration ") && !$0.hasPrefix("iteration ") }
    }
    let first = lines(try run([]).errors)
    #expect(lines(try run([]).errors) == first, "repeated", sourceLocation: sourceLocation)
    let json = try run(["--json", "--quiet"])
    #expect(
      lines(json.errors).allSatisfy { !$0.hasPrefix("warning: ") }, sourceLocation: sourceLocation)
    let found = try json.json()["warnings"]?.strings ?? []
    let record = try JSONValue(parsing: sandbox.folder.bytes("runs/latest/run.json"))
    #expect(record["warnings"]?.strings ?? [] == found, sourceLocation: sourceLocation)
    #expect(
      first.filter { $0.hasPrefix("warning: ") } == found.map { "warning: \($0)" },
      sourceLocation: sourceLocation)
    return found
  }

  /// The settings that a single warning suggests to try.
  private func remedies(_ warning: String) -> [String] {
    let parts = warning.components(separatedBy: "; try ")
    return parts.last?.components(separatedBy: ", ").flatMap { $0.components(separatedBy: " or ") }
      .filter { $0.contains("=") } ?? []
  }

  @Test(
    "The experiments that come with nnrun have no warnings",
    arguments: ["xor", "iris", "diabetes", "binary"])
  func lessons(name: String) throws {
    #expect(try warnings(Sandbox(), ["\(configs)/\(name).yaml"]) == [])
  }

  @Test(
    "The MNIST experiments have no warnings with few images",
    arguments: ["mnist", "mnist-lecture", "mnist-best"])
  func fewImages(name: String) throws {
    let few = ["dataset.limit=500", "dataset.test_limit=100", "iterations=60", "evaluate_every=30"]
    #expect(try warnings(Sandbox(), ["\(configs)/\(name).yaml"] + few) == [])
  }

  @Test("A dead output is reported")
  func deadOutput() throws {
    let sandbox = try Sandbox()
    let words = ["\(configs)/binary.yaml", "seed=11"]
    let found = try warnings(sandbox, words)
    #expect(
      found == [
        "the neuron of the output layer (relu) outputs 0 for every training sample; try "
          + "activations.output=identity, eta=0.001 or seed=12"
      ])
    #expect(remedies(found[0]).count == 3)
    #expect(try warnings(sandbox, words + ["activations.output=identity"]) == [])
    #expect(try warnings(sandbox, ["\(configs)/binary.yaml", "seed=12"]) == [])
  }

  @Test("A dead layer is reported")
  func deadLayer() throws {
    let sandbox = try Sandbox(Self.files)
    let words = ["numbers.yaml", "eta=0.5", "activations.hidden=relu", "seed=3"]
    #expect(
      try warnings(sandbox, words) == [
        "all 8 neurons of hidden layer 1 (relu) output 0 for every training sample, so the inputs have "
          + "no effect; try activations.hidden=leaky_relu, eta=0.05 or seed=4"
      ])
    #expect(
      try warnings(sandbox, ["numbers.yaml", "activations.hidden=relu", "seed=3", "eta=0.05"]) == []
    )
    // In a list of activations, a layer is named by its number.
    let other = try Sandbox(Self.files)
    let list = ["numbers.yaml", "eta=0.5", "activations=[relu, identity]", "seed=3"]
    let found = try warnings(other, list)
    #expect(remedies(found[0]) == ["activations.0=leaky_relu", "eta=0.05", "seed=4"])
    #expect(
      try other.nnrun("check", list[0], list[1], list[2], "activations.0=leaky_relu").status == 0)
  }

  @Test("A network that answers the same to every sample is reported")
  func sameAnswer() throws {
    let sandbox = try Sandbox()
    let found = try warnings(sandbox, ["\(configs)/xor.yaml", "structure=[2,1]"])
    #expect(
      found == [
        "the neuron of the output layer (sigmoid) outputs 0.5 for every training sample; try a hidden "
          + "layer in 'structure', eta=5 or seed=2"
      ])
  }

  /// Rows of three numbers, and what they add up to.
  private static let files: [String: String] = {
    var rows: [[Double]] = []
    var state: UInt64 = 1
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 40) / Double(1 << 24) * 2 - 1
    }
    for _ in 0..<200 { rows.append([next(), next(), next()]) }
    func table(_ names: String, _ row: ([Double]) -> String) -> String {
      names + "\n" + rows.map { row($0) + "\n" }.joined()
    }
    func sum(_ row: [Double]) -> Double { row[0] + row[1] - row[2] }
    return [
      "numbers.csv": table("a,b,c,y") { "\($0[0]),\($0[1]),\($0[2]),\(sum($0))" },
      "targets.csv": table("a,b,c,y") { "\($0[0]),\($0[1]),\($0[2]),\(sum($0) * 1e5)" },
      "inputs.csv": table("a,b,c,y") { "\($0[0] * 1e4),\($0[1]),\($0[2]),\(sum($0))" },
      "classes.csv": table("a,b,c,y") {
        "\($0[0]),\($0[1]),\($0[2]),\(sum($0) > 0 ? "yes" : "no")"
      },
      "rare.csv": table("a,b,c,y") { "\($0[0]),\($0[1]),\($0[2]),\(sum($0) > 1.5 ? "yes" : "no")" },
      "numbers.yaml": """
      structure: [3, 8, 1]
      activations: {hidden: tanh, output: identity}
      loss: squared_error
      eta: 0.05
      iterations: 400
      batch_size: 16
      dataset: {loader: csv, path: numbers.csv, target: y}

      """,
      "classes.yaml": """
      structure: [3, 8, 2]
      activations: {hidden: tanh, output: softmax}
      loss: cross_entropy
      eta: 0.2
      iterations: 400
      batch_size: 16
      dataset: {loader: csv, path: classes.csv, target: y}

      """,
    ]
  }()

  @Test("Healthy trainings have no warnings")
  func healthy() throws {
    let sandbox = try Sandbox(Self.files)
    for words in [
      [], ["batch_size=1", "eta=0.02"], ["batch_size=0", "iterations=1000"],
      ["activations.hidden=relu"],
      ["activations.hidden=sigmoid", "eta=0.2", "iterations=2000"], ["precision=float64"],
      ["iterations=1"],
      ["iterations=2", "batch_size=0"], ["sampling=epochs"],
    ] {
      #expect(try warnings(sandbox, ["numbers.yaml"] + words) == [], "\(words)")
      #expect(try warnings(sandbox, ["classes.yaml"] + words) == [], "\(words)")
    }
  }

  @Test("Large targets are named as the reason for a divergence")
  func largeTargets() throws {
    let sandbox = try Sandbox(Self.files)
    let words = ["numbers.yaml", "dataset.path=targets.csv", "activations.hidden=relu"]
    let found = try warnings(sandbox, words, status: 1)
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("targets are large: they range from -2"))
    #expect(remedies(found[0]) == ["dataset.normalize_targets=zscore"])
    #expect(try warnings(sandbox, words + remedies(found[0])) == [])
    let result = try sandbox.nnrun(words[0], words[1], words[2])
    #expect(
      result.errors == """
        warning: \(found[0])
        error: the cost became NaN or infinite after iteration \
        \(try sandbox.folder.text("runs/latest/cost.csv").split(separator: "\n").count - 1); try a \
        smaller eta, or normalised inputs

        """)
  }

  @Test("Large inputs are named as the reason for a divergence")
  func largeInputs() throws {
    let sandbox = try Sandbox(Self.files)
    for experiment in ["numbers.yaml", "classes.yaml"] {
      let path = "dataset.path=inputs.csv"
      let words =
        experiment == "numbers.yaml"
        ? [experiment, path, "activations.hidden=relu"]
        : [experiment, path, "dataset.task=regression", "structure=[3,8,1]", "loss=mse"]
          + ["activations={hidden: relu, output: identity}"]
      let found = try warnings(sandbox, words, status: 1)
      #expect(found.count == 1, "\(experiment)")
      #expect(
        found[0].hasPrefix("inputs are large: 'a' ranges from -9741 to 9904;"),
        "\(experiment): \(found)")
      #expect(remedies(found[0]) == ["dataset.normalize=zscore"], "\(experiment)")
      #expect(
        try warnings(sandbox, words + remedies(found[0]) + ["eta=0.05"]) == [], "\(experiment)")
    }
  }

  @Test("A cost that has risen is reported")
  func risen() throws {
    let sandbox = try Sandbox(Self.files)
    let words = [
      "numbers.yaml", "structure=[3,1]", "activations=[identity]", "batch_size=0", "eta=1.8",
    ]
    let found = try warnings(sandbox, words + ["iterations=30"])
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("the cost has risen from "))
    #expect(remedies(found[0]) == ["eta=0.18"])
    #expect(try warnings(sandbox, words + ["iterations=300", "eta=0.18"]) == [])
  }

  @Test(
    "A cost that has hardly moved is reported",
    arguments: [["batch_size=16"], ["batch_size=0"], ["batch_size=16", "sampling=epochs"]])
  func unmoved(batches: [String]) throws {
    let sandbox = try Sandbox(Self.files)
    for experiment in ["numbers.yaml", "classes.yaml"] {
      let found = try warnings(sandbox, [experiment, "eta=1e-7", "seed=1"] + batches)
      #expect(found.count == 1, "\(experiment): \(found)")
      #expect(found[0].hasPrefix("the cost has hardly moved: "), "\(experiment): \(found)")
      #expect(remedies(found[0]) == ["eta=1e-06", "iterations=4000"], "\(experiment)")
    }
  }

  @Test("A single predicted class is reported")
  func oneClass() throws {
    let sandbox = try Sandbox(Self.files)
    let words = ["classes.yaml", "dataset.path=rare.csv", "eta=0.02"]
    let found = try warnings(sandbox, words)
    #expect(
      found == [
        "all training samples are predicted as 'no', although there are 2 classes; try "
          + "iterations=4000, eta=0.2, eta=0.002 or another structure"
      ])
    #expect(try warnings(sandbox, words + ["eta=0.2", "iterations=4000"]) == [])
  }

  @Test("Saturated neurons and a huge cost are reported")
  func saturated() throws {
    let sandbox = try Sandbox(Self.files)
    let found = try warnings(sandbox, ["classes.yaml", "eta=200"])
    #expect(found.count == 2)
    #expect(found[0].hasPrefix("the cost is 569.4 on the training set, as high as that of "))
    #expect(remedies(found[0]) == ["eta=20"])
    #expect(
      found[1]
        == "100 % of the outputs of hidden layer 1 (tanh) are saturated, near -1 or 1, where next to "
        + "nothing is learned; try eta=20 or initializer=xavier")
    #expect(try warnings(sandbox, ["classes.yaml", "eta=2"]) == [])
  }

  /// The costs at the beginning are those of another process.
  @Test("A resumed run has the warnings of an uninterrupted one")
  func resumed() throws {
    let sandbox = try Sandbox(Self.files)
    let words = ["numbers.yaml", "eta=1e-9", "iterations=40000", "batch_size=0", "--quiet"]
    let whole = try sandbox.nnrun(words + ["--json", "--runs-dir", "whole"])
    let process = try sandbox.start(words + ["--checkpoint-seconds", "0.05"])
    try process.wait(for: "a checkpoint") {
      (try? sandbox.folder.names(in: "runs/latest"))?.contains("checkpoint.npz") == true
    }
    process.send(SIGTERM)
    #expect(try process.wait().status == 75)
    let resumed = try sandbox.nnrun(words + ["--json"])
    let found = try [whole, resumed].map { try $0.json()["warnings"]?.strings }
    #expect(found[0]?.count == 1)
    #expect(found[0] == found[1])
  }

  @Test("A replay reproduces a run with warnings")
  func replay() throws {
    let sandbox = try Sandbox(Self.files)
    _ = try warnings(sandbox, ["classes.yaml", "eta=200"])
    #expect(try sandbox.nnrun("replay", "runs/latest", "--quiet").status == 0)
  }
}
