import NNConfig
import NNCore
import NNData
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

@Suite("dropout")
struct DropoutFieldTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let deep = ExperimentText.xor.with(
    "structure: [2, 8, 6, 1]", "activations: [tanh, tanh, sigmoid]")

  @Test(
    "One probability is that of all hidden layers, a list has one for each",
    arguments: [
      (nil, [0, 0], "0.0", nil), ("0", [0, 0], "0.0", nil), ("[0, 0.0]", [0, 0], "0.0", nil),
      ("0.25", [0.25, 0.25], "0.25", "0.25"), ("[0.25, 2.5e-1]", [0.25, 0.25], "0.25", "0.25"),
      ("[0.5, 0]", [0.5, 0], "[0.5,0.0]", "[0.5,0.0]"),
    ] as [(String?, [Double], String, String?)])
  func read(value: String?, rates: [Double], resolved: String, identity: String?) throws {
    let text = value.map { Self.deep.with("dropout: \($0)") } ?? Self.deep
    let experiment = try folder.read(text).experiment
    #expect(experiment.dropoutRates == rates)
    #expect((experiment.dropout == nil) == (identity == nil))
    let tree = experiment.resolvedTree(digests: []) { $0 }
    #expect(tree["dropout"]?.text == resolved)
    #expect(experiment.identityTree["dropout"]?.text == identity)
    let again = try folder.read(YAMLText.document(tree)).experiment
    #expect(again.identityTree == experiment.identityTree)
  }

  @Test("Without hidden layers there is nothing to leave out")
  func noHiddenLayer() throws {
    let flat = ExperimentText.xor.with("structure: [2, 1]", "activations: {output: sigmoid}")
    for value in ["0", "[]"] {
      #expect(try folder.read(flat.with("dropout: \(value)")).experiment.dropoutRates == [])
    }
    let line = "dropout: 0.5"
    #expect(
      folder.mistakes(in: flat.with(line).text)
        == shown(
          "'dropout' leaves out hidden neurons, but 'structure' has no hidden layer; remove it",
          line: line, number: 5, marked: "0.5"))
  }

  @Test(
    "Mistakes are reported where they are",
    arguments: [
      ("1", "1", "'dropout' must be a number of at least 0 and below 1, not '1'"),
      (
        "[0.5, 1.5]", "1.5",
        "entry 2 of 'dropout' must be a number of at least 0 and below 1, not '1.5'"
      ),
      ("-0.1", "-0.1", "'dropout' must be a number of at least 0 and below 1, not '-0.1'"),
      ("half", "half", "'dropout' must be a number of at least 0 and below 1, not 'half'"),
      (
        "0,5", "0,5",
        "'dropout' must be a number of at least 0 and below 1, not '0,5'; write 0.5"
      ),
      (
        "[0.1, x]", "x",
        "entry 2 of 'dropout' must be a number of at least 0 and below 1, not 'x'"
      ),
      (
        "none", "none",
        "'dropout' must be a number of at least 0 and below 1, or a list with one for each hidden "
          + "layer, not 'none'; write 0 to leave out nothing"
      ),
      ("[0.5]", "[0.5]", "'dropout' has 1 entry, but 'structure' has 2 hidden layers"),
      ("[]", "[]", "'dropout' has 0 entries, but 'structure' has 2 hidden layers"),
      (
        "{a: 1}", "{a: 1}",
        "'dropout' must be a number of at least 0 and below 1, or a list with one for each hidden "
          + "layer, not a mapping; write 0 to leave out nothing"
      ),
    ])
  func mistakes(value: String, marked: String, message: String) {
    let line = "dropout: \(value)"
    #expect(
      folder.mistakes(in: Self.deep.with(line).text)
        == shown(message, line: line, number: 5, marked: marked))
  }

  @Test("Overrides replace the probability of all layers or of one")
  func overrides() throws {
    let text = Self.deep.with("dropout: [0.5, 0.25]")
    #expect(try folder.read(text, overrides: "dropout=0.1").experiment.dropoutRates == [0.1, 0.1])
    #expect(try folder.read(text, overrides: "dropout.1=0").experiment.dropoutRates == [0.5, 0])
  }

  @Test("Its memory is that of two more matrices for each layer that has it")
  func memory() throws {
    func batch(_ text: ExperimentText) throws -> Int { try folder.need(text).batch }
    // Rows of 8 and of 6 numbers in single precision take a vector of 64 bytes each.
    let plain = try batch(Self.deep)
    #expect(try batch(Self.deep.with("dropout: 0.5")) == plain + 4 * 2 * 2 * 64)
    #expect(try batch(Self.deep.with("dropout: [0, 0.5]")) == plain + 4 * 2 * 64)
  }

  @Test("Evaluations leave nothing out")
  func evaluation() throws {
    // Weights hardly change, so all evaluations are of the same network.
    let text = Self.deep.with("iterations: 3", "eta: 1e-30", "evaluate_every: 1")
    let dropped = try folder.train(text.with("dropout: 0.5"))
    #expect(dropped.metrics == (try folder.train(text)).metrics)
    let rows = try folder.text(folder.relative(dropped.run) + "/metrics.csv")
      .split(separator: "\n").dropFirst().map { $0.drop { $0 != "," } }
    #expect(Set(rows).count == 1)
    let costs = try folder.text(folder.relative(dropped.run) + "/cost.csv")
      .split(separator: "\n").dropFirst().map { $0.drop { $0 != "," } }
    // Each iteration leaves out others.
    #expect(Set(costs).count == 3)
  }

  @Test("A run that is interrupted ends with the same bytes")
  func resumed() throws {
    let text = Self.deep.with(
      "dropout: [0.5, 0.2]", "regularization: {l1: 1e-3, l2: 1e-2}", "class_weights: {1: 3}",
      "iterations: 40", "optimizer: adam", "batch_size: 3")
    let whole = try folder.train(text)
    let expected = try folder.bytes(folder.relative(whole.run) + "/SHA256SUMS")
    for iteration in [1, 23, 39] {
      for name in ["SHA256SUMS", "run.json"] {
        try FileSystem.removeIfExists("\(whole.run)/\(name)")
      }
      #expect(
        try folder.train(text, observer: TestObserver(stopAfter: iteration)).status == .interrupted)
      #expect(try folder.train(text).status == .completed)
      #expect(try folder.bytes(folder.relative(whole.run) + "/SHA256SUMS") == expected)
    }
  }
}
