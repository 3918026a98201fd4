import NNConfig
import NNCore
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Mistakes in an experiment file")
struct ExperimentMistakeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "A wrong value is reported with place, reason and remedy",
    arguments: [
      (
        "eta: abc", "abc",
        "'eta' must be a positive number, or a schedule, {schedule: ...}, not 'abc'"
      ),
      ("eta: 0", "0", "'eta' must be a positive number, not '0'"),
      ("eta: -0.1", "-0.1", "'eta' must be a positive number, not '-0.1'"),
      ("eta: [0.1]", "[0.1]", "'eta' must be a positive number, not a list"),
      ("eta: 0,1", "0,1", "'eta' must be a positive number, not '0,1'; write 0.1"),
      (
        "eta: .inf", ".inf",
        "'eta' must be a positive number, or a schedule, {schedule: ...}, not '.inf'"
      ),
      ("eta: {value: 1}", "{value: 1}", "'eta' must say which schedule it is: add 'schedule: ...'"),
      (
        "eta: {schedule: constnat, value: 1}", "constnat",
        "unknown schedule 'constnat'; did you mean 'constant'?"
      ),
      (
        "eta: {schedule: constant}", "constant", "'value' of constant is missing: the learning rate"
      ),
      (
        "iterations: 1e4", "1e4",
        "'iterations' must be a whole number from 1 to 1000000000000, not '1e4'; write 10000"
      ),
      (
        "iterations: 0", "0", "'iterations' must be a whole number from 1 to 1000000000000, not '0'"
      ),
      ("batch_size: -1", "-1", "'batch_size' must be a whole number of at least 0, not '-1'"),
      (
        "evaluate_every: -1", "-1",
        "'evaluate_every' must be a whole number of at least 0, not '-1'"
      ),
      (
        "evaluate_every: 2.5", "2.5",
        "'evaluate_every' must be a whole number of at least 0, not '2.5'"
      ),
      (
        "batch_size: 1_000", "1_000",
        "'batch_size' must be a whole number of at least 0, not '1_000'; write 1000"
      ),
      (
        "sampling: epoch", "epoch",
        "'sampling' must be one of random, epochs, not 'epoch'; did you mean 'epochs'?"
      ),
      (
        "precision: float16", "float16",
        "'precision' must be one of float32, float64, not 'float16'; did you mean 'float32'?"
      ),
      ("precision: 32", "32", "'precision' must be one of float32, float64, not '32'"),
    ])
  func values(line: String, marked: String, message: String) {
    expect(message, for: line, marked: marked)
  }

  @Test(
    "Seeds out of range are refused",
    arguments: ["-1", "18446744073709551616", "1e3", "0x10", "+1", "abc"])
  func seeds(seed: String) {
    expect(
      "'seed' must be a whole number from 0 to 18446744073709551615, not '\(seed)'",
      for: "seed: \(seed)", marked: seed)
  }

  @Test(
    "Names that are awkward in a folder name are refused",
    arguments: [
      "a/b", "..", ".hidden", "a b", "größe", "'a:b'", String(repeating: "n", count: 101),
    ]
  )
  func names(name: String) {
    expect(
      "'name' becomes part of a folder name and may only have letters, digits, '-', '_' and '.' (not first), and "
        + "at most 100 characters", for: "name: \(name)", marked: String(name.prefix(94)))
  }

  @Test("Names of the wrong kind are refused")
  func wrongNames() {
    expect("'name' must be a word, not a list", for: "name: [a]", marked: "[a]")
    expect("'name' must be a word, not nothing", for: "name: ''", marked: "''")
  }

  @Test(
    "Wrong structures are refused",
    arguments: [
      (
        "784", "784",
        "'structure' must be a list of positive whole numbers, not '784'"
      ),
      (
        "[784]", "[784]",
        "'structure' must have at least 2 entries: an input layer and an output layer"
      ),
      ("[]", "[]", "'structure' must have at least 2 entries: an input layer and an output layer"),
      ("[2, 0, 1]", "0", "entry 2 of 'structure' must be a positive whole number, not '0'"),
      (
        "[2, 4.0, 1]", "4.0",
        "entry 2 of 'structure' must be a positive whole number, not '4.0'; write 4"
      ),
      ("[2, [4], 1]", "[4]", "entry 2 of 'structure' must be a positive whole number, not a list"),
      (
        "[2, 100000, 100000, 1]", "[2, 100000, 100000, 1]",
        "'structure' makes 10000500001 weights, but a weights file holds at most 268435456; "
          + "make layers smaller"
      ),
      (
        "[2, 9223372036854775807]", "[2, 9223372036854775807]",
        "'structure' makes too many weights, but a weights file holds at most 268435456; "
          + "make layers smaller"
      ),
    ])
  func structures(value: String, marked: String, message: String) {
    expect(message, for: "structure: \(value)", marked: marked)
  }

  @Test(
    "Wrong activations are refused",
    arguments: [
      (
        "relu", "relu",
        "'activations' must be {hidden: ..., output: ...} or a list with one entry for each layer "
          + "after the input layer, not 'relu'"
      ),
      ("{output: sigmoid}", "{output: sigmoid}", "'activations' needs 'hidden: ...'"),
      (
        "{hiden: tanh, hidden: tanh, output: sigmoid}", "hiden",
        "unknown key 'hiden' of 'activations'; did you mean 'hidden'?"
      ),
      (
        "{hidden: tanhh, output: sigmoid}", "tanhh",
        "unknown activation 'tanhh'; did you mean 'tanh'?"
      ),
      (
        "{hidden: [tanh], output: sigmoid}", "[tanh]",
        "'activations.hidden' must be the name of an activation, not a list"
      ),
      (
        "{hidden: {name: leaky_relu, slope: 1}, output: sigmoid}", "1",
        "'slope' of leaky_relu must be a number of at least 0 and below 1, not '1'"
      ),
      (
        "{hidden: {name: tanh, slope: 1}, output: sigmoid}", "slope",
        "unknown parameter 'slope' of tanh; there are none"
      ),
      (
        "[sigmoid]", "[sigmoid]",
        "'activations' has 1 entry, but 'structure' has 2 layers after the input layer"
      ),
      (
        "[tanh, tanh, sigmoid]", "[tanh, tanh, sigmoid]",
        "'activations' has 3 entries, but 'structure' has 2 layers after the input layer"
      ),
      ("[tanh, sigmiod]", "sigmiod", "unknown activation 'sigmiod'; did you mean 'sigmoid'?"),
      (
        "[tanh, []]", "[]", "entry 2 of 'activations' must be the name of an activation, not a list"
      ),
      (
        "{hidden: softmax, output: sigmoid}", "softmax",
        "'softmax' works on a whole layer and can only be the output activation; use 'relu' or "
          + "'tanh' in hidden layers"
      ),
      (
        "[softmax, sigmoid]", "softmax",
        "'softmax' works on a whole layer and can only be the output activation; use 'relu' or "
          + "'tanh' in hidden layers"
      ),
    ])
  func activations(value: String, marked: String, message: String) {
    expect(message, for: "activations: \(value)", marked: marked)
  }

  @Test(
    "Wrong losses are refused",
    arguments: [
      (
        "cross_entrpy", "cross_entrpy", "unknown loss 'cross_entrpy'; did you mean 'cross_entropy'?"
      ),
      ("{nmae: mse}", "{nmae: mse}", "'loss' must say which loss it is: add 'name: ...'"),
      ("[mse]", "[mse]", "'loss' must be the name of a loss, not a list"),
      ("", "", "'loss' must be the name of a loss, not nothing"),
      (
        "cross_entropy", "cross_entropy",
        "loss 'cross_entropy' needs a 'softmax' output, which \(Self.twoNeurons)"
      ),
    ])
  func losses(value: String, marked: String, message: String) {
    if marked.isEmpty {
      #expect(
        folder.mistakes(in: ExperimentText.xor.with("loss:").text) == """
          a.yaml:3:6: error: \(message)
             3 | loss:
               |      ^
          """)
    } else {
      expect(message, for: "loss: \(value)", marked: marked)
    }
  }

  private static let twoNeurons =
    "needs at least two neurons: a single one is always 1 and learns nothing; with one neuron, use "
    + "'sigmoid' and the loss 'binary_cross_entropy' for two classes, or 'identity' and "
    + "'squared_error' for numbers"

  @Test(
    "softmax needs at least two neurons, whatever the loss",
    arguments: ["cross_entropy", "squared_error", "binary_cross_entropy"])
  func singleSoftmax(loss: String) {
    let line = "activations: {hidden: tanh, output: softmax}"
    #expect(
      folder.mistakes(in: ExperimentText.xor.with(line, "loss: \(loss)").text)
        == shown("'softmax' \(Self.twoNeurons)", line: line, number: 2, marked: "softmax"))
    #expect(
      folder.mistakes(in: ExperimentText.classes.text, overrides: "structure.2=1")
        == "override 1: structure.2=1: error: 'softmax' \(Self.twoNeurons)")
  }

  @Test("Each remedy for a single softmax neuron leads to an experiment that trains")
  func softmaxRemedies() throws {
    let text = ExperimentText.xor.with(
      "activations: {hidden: tanh, output: softmax}", "loss: cross_entropy")
    for (output, loss) in [("sigmoid", "binary_cross_entropy"), ("identity", "squared_error")] {
      let file = try folder.read(
        text, overrides: "activations.output=\(output)", "loss=\(loss)", "iterations=300", "eta=0.3"
      )
      var options = Runner.Options()
      options.runsDirectory = folder.file("runs")
      let report = try Runner(options: options).run(file)
      #expect(report.status == .completed, "\(output)")
      // The squared error of an output that is always 1 is 0.5.
      #expect((report.cost ?? 1) < 0.2, "\(output)")
    }
  }

  @Test("cross_entropy needs a softmax output")
  func crossEntropy() {
    let text = ExperimentText.classes.with("activations: {hidden: tanh, output: sigmoid}")
    #expect(
      folder.mistakes(in: text.text)
        == shown(
          "loss 'cross_entropy' needs a 'softmax' output, not 'sigmoid'; set the output activation to "
            + "'softmax', or the loss to 'binary_cross_entropy'",
          line: "loss: cross_entropy", number: 3, marked: "cross_entropy"))
  }

  @Test("binary_cross_entropy needs a sigmoid output")
  func binaryCrossEntropy() {
    let text = ExperimentText.xor.with("activations: [tanh, identity]")
    #expect(
      folder.mistakes(in: text.text)
        == shown(
          "loss 'binary_cross_entropy' needs a 'sigmoid' output, not 'identity'; set the output "
            + "activation to 'sigmoid'", line: "loss: binary_cross_entropy", number: 3,
          marked: "binary_cross_entropy"))
  }

  @Test(
    "Wrong data sets are refused",
    arguments: [
      ("mnist", "mnist", "'dataset' needs more than a name: write {loader: mnist, path: ...}"),
      ("mnits", "mnits", "unknown dataset loader 'mnits'; did you mean 'mnist'?"),
      ("[a]", "[a]", "'dataset' must be the name of a dataset loader, not a list"),
      (
        "{path: x.csv}", "{path: x.csv}",
        "'dataset' must say which dataset loader it is: add 'loader: ...'"
      ),
      (
        "{loader: binary_numbers, bitts: 3}", "bitts",
        "unknown parameter 'bitts' of binary_numbers; did you mean 'bits'?"
      ),
      (
        "{loader: binary_numbers, sha265: {}}", "sha265",
        "unknown parameter 'sha265' of binary_numbers; did you mean 'sha256'?"
      ),
      (
        "{loader: binary_numbers, sha256: abc}", "abc",
        "'sha256' must be a mapping of words, not 'abc'"
      ),
      (
        "{loader: binary_numbers, sha256: {x: [1]}}", "[1]",
        "'x' in 'sha256' must be a word, not a list"
      ),
      (
        "{loader: binary_numbers, bits: 21}", "21",
        "'bits' of binary_numbers must be a whole number from 1 to 20, not '21'"
      ),
    ])
  func datasets(value: String, marked: String, message: String) {
    expect(message, for: "dataset: \(value)", marked: marked)
  }

  @Test(
    "Other wrong plugins are refused",
    arguments: [
      ("optimizer: sgdd", "sgdd", "unknown optimizer 'sgdd'; did you mean 'sgd'?"),
      (
        "optimizer: {lr: 1}", "{lr: 1}",
        "'optimizer' must say which optimizer it is: add 'name: ...'"
      ),
      ("optimizer: []", "[]", "'optimizer' must be the name of an optimizer, not a list"),
      ("initializer: zeroes", "zeroes", "unknown initializer 'zeroes'; did you mean 'zeros'?"),
      (
        "initializer: npz", "npz",
        "'initializer' needs more than a name: write {name: npz, path: ...}"
      ),
      ("initializer: [he]", "[he]", "'initializer' must be the name of an initializer, not a list"),
    ])
  func plugins(line: String, marked: String, message: String) {
    expect(message, for: line, marked: marked)
  }

  @Test("A name that resembles no plugin's is answered with all names")
  func unknownPlugin() throws {
    let known = Registry().catalog(of: (any Loss).self).plugins.map(\.name).joined(separator: ", ")
    expect("unknown loss 'foo'; there are \(known)", for: "loss: foo", marked: "foo")
  }

  @Test("Unknown fields are refused")
  func fields() {
    expect(
      "unknown field 'iteratons'; did you mean 'iterations'?", for: "iteratons: 10",
      marked: "iteratons")
    expect(
      "unknown field 'lerning_rate'; did you mean 'learning_rate'?", for: "lerning_rate: 1",
      marked: "lerning_rate")
    let known = ExperimentFields.all.map(\.name).joined(separator: ", ")
    expect("unknown field 'foo'; there are \(known)", for: "foo: 1", marked: "foo")
  }

  @Test("A field under two names is refused")
  func twoNames() {
    #expect(
      folder.mistakes(in: ExperimentText.xor.with("learning_rate: 1", "eta: 2").text)
        == shown(
          "'eta' and 'learning_rate' are the same field; remove one of them", line: "eta: 2",
          number: 6, marked: "eta"))
  }

  private func expect(
    _ message: String, for line: String, marked: String,
    sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let text = ExperimentText.xor.with(line)
    let number = text.number(of: line) ?? 0
    let excerpt = line.count > 100 ? "\(line.prefix(100))..." : line
    #expect(
      folder.mistakes(in: text.text)
        == shown(message, line: excerpt, number: number, marked: marked),
      sourceLocation: sourceLocation)
  }
}
