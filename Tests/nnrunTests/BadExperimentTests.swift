import TestSupport
import Testing

@Suite("Mistakes in an experiment")
struct BadExperimentTests {
  private static let twoNeurons = """
    needs at least two neurons: a single one is always 1 and learns nothing; with one neuron, use \
    'sigmoid' and the loss 'binary_cross_entropy' for two classes, or 'identity' and 'squared_error' \
    for numbers
    """

  @Test(
    "A mistake in an override is reported with its number",
    arguments: [
      BadInput("iteratons=5", "unknown field 'iteratons'; did you mean 'iterations'?"),
      BadInput(
        "eta=nan", "'eta' must be a positive number, or a schedule, {schedule: ...}, not 'nan'"),
      BadInput("eta=", "'eta' must be a positive number, not nothing"),
      BadInput(
        "eta=[0.1",
        "not valid YAML: while parsing a flow sequence: did not find expected ',' or ']'"),
      BadInput("loss.delta=1", "unknown parameter 'delta' of squared_error; there are none"),
      BadInput(
        "dataset.limit=1",
        "unknown parameter 'limit' of inline; there are inputs, targets, classes, test_inputs, test_targets, test_classes, validation_inputs, validation_targets, validation_classes, task, test_fraction, validation_fraction, folds, fold, split_seed, sha256"
      ),
      BadInput(
        "loss=cross_entropy",
        "loss 'cross_entropy' needs a 'softmax' output, which \(twoNeurons)"
      ),
      BadInput("activations.output=softmax", "'softmax' \(twoNeurons)"),
      BadInput(
        "structure=2",
        "'structure' must be a list of positive whole numbers, not '2'"),
      BadInput(
        "structure=[2,99999999,1]",
        "'structure' makes 399999997 weights, but a weights file holds at most 268435456; make layers smaller"
      ),
      BadInput(
        "structure=[3,3,1]",
        "'structure' begins with 3, but the data set (4 training + 2 test rows) has 2 inputs; "
          + "write 2, or 'auto'"
      ),
      BadInput(
        "structure=[2,3,2]",
        "'structure' ends with 2, but the data set (4 training + 2 test rows) has 1 value in each "
          + "target; write 1, or 'auto'"
      ),
      BadInput(
        "structure.7=1", "'structure' is a list of 3: name an entry by its number from 0, not '7'"),
      BadInput("dataset.targets=[1,2]", "'targets' has 2 rows, but 'inputs' has 4"),
      BadInput("eta.value=1", "'eta' is '0.1' and has no 'value'"),
      BadInput("force", "an override is written KEY=VALUE, for example eta=0.05"),
    ])
  func override(_ test: BadInput) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    expect(
      try sandbox.nnrun("sums.yaml", "iterations=3", test.text), status: 78,
      errors: "override 2: \(test.text): error: \(test.message)\n")
    #expect(try sandbox.runs() == [])
  }

  @Test("All mistakes in a file are reported together, each with its place and a caret")
  func together() throws {
    let sandbox = try Sandbox([
      "bad.yaml": """
      structure: [2, 3, 1]
      activations: {hidden: rleu, output: identity}
      iteratons: 10
      loss: squared_error
      eta: fast
      dataset:
        loader: inline
        inputs: [[0, 0], [0, no]]

      """
    ])
    expect(
      try sandbox.nnrun("bad.yaml", "seed=x"), status: 78,
      errors: """
        bad.yaml:2:23: error: unknown activation 'rleu'; did you mean 'relu'?
           2 | activations: {hidden: rleu, output: identity}
             |                       ^~~~
        bad.yaml:3:1: error: unknown field 'iteratons'; did you mean 'iterations'?
           3 | iteratons: 10
             | ^~~~~~~~~
        bad.yaml:5:6: error: 'eta' must be a positive number, or a schedule, {schedule: ...}, not 'fast'
           5 | eta: fast
             |      ^~~~
        bad.yaml:8:24: error: entry 2 of entry 2 of 'inputs' of inline must be a number, not 'no'
           8 |   inputs: [[0, 0], [0, no]]
             |                        ^~
        override 1: seed=x: error: 'seed' must be a whole number from 0 to 18446744073709551615, \
        not 'x'

        """)
  }

  /// As the structure is wrong, it is not known whether there are hidden layers.
  @Test("One mistake makes one message")
  func oneMessage() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    expect(
      try sandbox.nnrun("sums.yaml", "activations={output: identity}", "structure=abc"),
      status: 78,
      errors: """
        override 2: structure=abc: error: 'structure' must be a list of positive whole \
        numbers, not 'abc'

        """)
  }

  private static let mapping =
    "an experiment is a mapping such as 'structure: [784, 128, 10]'"

  @Test(
    "A file that is not an experiment is refused",
    arguments: [
      ("", "1:1: error: \(mapping), not nothing"),
      ("\u{FEFF}", "1:1: error: \(mapping), not nothing"),
      (
        "- 1\n",
        """
        1:1: error: \(mapping), not a list
           1 | - 1
             | ^~~
        """
      ),
      (
        "eta: 1\neta: 2\n",
        "2:1: error: 'eta' is set twice; first on line 1\n   2 | eta: 2\n     | ^~~"
      ),
      (
        "a: \0\n",
        """
        1:4: error: not valid YAML: control characters are not allowed
           1 | a:
             |    ^
        """
      ),
    ])
  func notAnExperiment(text: String, message: String) throws {
    let sandbox = try Sandbox(["odd.yaml": text])
    expect(try sandbox.nnrun("odd.yaml"), status: 78, errors: "odd.yaml:\(message)\n")
  }

  /// Ten aliases of ten aliases of ...: ten lines that make ten billion values.
  @Test("Aliases that expand without bound are refused")
  func aliasBomb() throws {
    var bomb = "a: &a [x, x, x, x, x, x, x, x, x, x]\n"
    for (name, previous) in zip("bcdefghij", "abcdefghi") {
      let list = repeatElement("*\(previous)", count: 10).joined(separator: ", ")
      bomb += "\(name): &\(name) [\(list)]\n"
    }
    let sandbox = try Sandbox(["bomb.yaml": bomb])
    expect(
      try sandbox.nnrun("bomb.yaml"), status: 78,
      errors: """
        bomb.yaml:6:36: error: more than 1000000 values (aliases expanded); put the data in a \
        separate file and name it here
           6 | f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e, *e]
             |                                    ^~

        """)
  }

  @Test("Deep nesting is refused")
  func depth() throws {
    let sandbox = try Sandbox(["deep.yaml": "x: " + String(repeating: "[", count: 100_000)])
    let result = try sandbox.nnrun("deep.yaml")
    #expect(result.status == 78)
    #expect(
      result.errors.hasPrefix("deep.yaml:1:36: error: nested deeper than 32 levels\n"),
      "\(result.errors.prefix(200))")
  }
}
