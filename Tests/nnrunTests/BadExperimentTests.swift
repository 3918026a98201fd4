import TestSupport
import Testing

@Suite("Mistakes in an experiment")
struct BadExperimentTests {
  /// A setting that replaces the file's, with what is said about it.
  struct Case: CustomTestStringConvertible {
    let override: String
    let message: String
    var testDescription: String { override }

    init(_ override: String, _ message: String) {
      self.override = override
      self.message = message
    }
  }

  private static let twoNeurons = """
    needs at least two neurons: a single one is always 1 and learns nothing; with one neuron take \
    sigmoid and the loss binary_cross_entropy for two classes, or identity and squared_error for numbers
    """

  @Test(
    "A mistake in an override is reported with its number",
    arguments: [
      Case("iteratons=5", "unknown field 'iteratons'; did you mean 'iterations'?"),
      Case("eta=abc", "'eta' must be a positive number, not 'abc'"),
      Case("eta=0", "'eta' must be a positive number, not '0'"),
      Case("eta=0,1", "'eta' must be a positive number, not '0,1'; write 0.1"),
      Case("eta=nan", "'eta' must be a positive number, not 'nan'"),
      Case("eta=", "'eta' must be a positive number, not nothing"),
      Case(
        "eta=[0.1",
        "not valid YAML: while parsing a flow sequence: did not find expected ',' or ']'"),
      Case("batch_size=-1", "'batch_size' must be a whole number of at least 0, not '-1'"),
      Case("seed=-1", "'seed' must be a whole number from 0 to 18446744073709551615, not '-1'"),
      Case(
        "precision=float16",
        "'precision' must be one of float32, float64, not 'float16'; "
          + "did you mean 'float32'?"),
      Case(
        "sampling=epoch",
        "'sampling' must be one of random, epochs, not 'epoch'; did you mean 'epochs'?"),
      Case("loss=cross_entrpy", "unknown loss 'cross_entrpy'; did you mean 'cross_entropy'?"),
      Case("loss.delta=1", "unknown parameter 'delta' of squared_error; there are none"),
      Case(
        "dataset.limit=1",
        "unknown parameter 'limit' of inline; there are inputs, targets, classes, test_inputs, test_targets, test_classes, task, test_fraction, sha256"
      ),
      Case(
        "activations.hiden=relu", "unknown key 'hiden' of 'activations'; did you mean 'hidden'?"),
      Case(
        "activations.hidden=softmax",
        "softmax works on a whole layer and can only be the output activation; use relu or tanh in hidden layers"
      ),
      Case(
        "activations=[relu]",
        "'activations' has 1 entry, but 'structure' has 2 layers after the input layer"),
      Case(
        "loss=cross_entropy",
        "loss cross_entropy needs a softmax output, which \(twoNeurons)"
      ),
      Case("activations.output=softmax", "softmax \(twoNeurons)"),
      Case(
        "loss=binary_cross_entropy",
        "loss binary_cross_entropy needs a sigmoid output, not identity; set the output activation to sigmoid"
      ),
      Case(
        "structure=2",
        "'structure' must be a list with a positive whole number in each place, not '2'"),
      Case("structure=[2]", "'structure' must have at least 2 entries: input and output layer"),
      Case("structure=[2,0,1]", "entry 2 of 'structure' must be a positive whole number, not '0'"),
      Case(
        "structure=[2,99999999,1]",
        "'structure' makes 399999997 weights; a weights file holds at most 268435456"),
      Case(
        "structure=[3,3,1]", "'structure' begins with 3, but the data set (4 + 2 rows) has 2 inputs"
      ),
      Case(
        "structure=[2,3,2]",
        "'structure' ends with 2, but the data set (4 + 2 rows) has 1 value in each target"),
      Case(
        "structure.7=1", "'structure' is a list of 3: name an entry by its number from 0, not '7'"),
      Case("batch_size=5", "'batch_size' is 5, but the training set has only 4 samples"),
      Case("dataset.targets=[1,2]", "'targets' has 2 rows, 'inputs' has 4"),
      Case("dataset.inputs=[[1,2],[3]]", "row 2 of 'inputs' has 1 number, the first row 2"),
      Case(
        "name=a/b",
        "'name' becomes part of a folder name and may only have letters, digits, '-', '_' and '.' (not first), at most 100 of them"
      ),
      Case("eta.value=1", "'eta' is '0.1' and has no 'value'"),
      Case("=1", "an override is written KEY=VALUE, for example eta=0.05"),
      Case("force", "an override is written KEY=VALUE, for example eta=0.05"),
    ])
  func override(_ test: Case) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    expect(
      try sandbox.nnrun("sums.yaml", "iterations=3", test.override), status: 78,
      errors: "override 2: \(test.override): error: \(test.message)\n")
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
        bad.yaml:5:6: error: 'eta' must be a positive number, not 'fast'
           5 | eta: fast
             |      ^~~~
        bad.yaml:8:24: error: entry 2 of entry 2 of 'inputs' of inline must be a number, not 'no'
           8 |   inputs: [[0, 0], [0, no]]
             |                        ^~
        override 1: seed=x: error: 'seed' must be a whole number from 0 to 18446744073709551615, \
        not 'x'

        """)
  }

  /// The structure is wrong; nobody knows whether it has hidden layers.
  @Test("One mistake makes one message")
  func oneMessage() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    expect(
      try sandbox.nnrun("sums.yaml", "activations={output: identity}", "structure=abc"),
      status: 78,
      errors: """
        override 2: structure=abc: error: 'structure' must be a list with a positive whole number \
        in each place, not 'abc'

        """)
  }

  private static let mapping =
    "an experiment is a mapping such as 'structure: [784, 128, 10]'"

  @Test(
    "A file that is not an experiment is refused",
    arguments: [
      ("", "1:1: error: \(mapping), not nothing"),
      ("# nothing\n", "1:1: error: \(mapping), not nothing\n   1 | # nothing\n     | ^"),
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
        "a: 1\n---\nb: 2\n",
        """
        2:1: error: a second document starts here; an experiment is one document
           2 | ---
             | ^~~
        """
      ),
      (
        "a: !!int 1\n",
        """
        1:4: error: tags such as '!!int' are not supported; remove it
           1 | a: !!int 1
             |    ^~~~~~~
        """
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

  @Test("Bytes that are not UTF-8 text are refused")
  func encoding() throws {
    let sandbox = try Sandbox()
    try sandbox.folder.write([0xFF, 0xFE, 0x41, 0x00], to: "odd.yaml")
    expect(
      try sandbox.nnrun("odd.yaml"), status: 78,
      errors: "odd.yaml:1:1: error: is not a text in UTF-8; save it in that encoding\n")
  }

  /// Ten aliases of ten aliases of ...: ten lines that stand for ten billion values.
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
        bomb.yaml:6:36: error: more than 1000000 values (aliases expanded); keep data in a file \
        of its own and name it here
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

  @Test("A file of many megabytes is refused")
  func size() throws {
    let sandbox = try Sandbox([
      "large.yaml": Experiments.sums + String(repeating: "# filler\n", count: 20 << 20 / 9)
    ])
    expect(
      try sandbox.nnrun("large.yaml"), status: 78,
      errors: """
        large.yaml:1:1: error: has more than 16777216 bytes, too many for an experiment file: \
        keep data in a file of its own and name it here

        """)
  }
}
