import TestSupport
import Testing

@testable import NNExperiment

@Suite("Several mistakes in one experiment")
struct ExperimentMistakesTogetherTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test("All are reported, in the order of the file")
  func order() {
    let text = """
      seed: -1
      loss: msee
      structure: [2, x, 1, y]
      iteratons: 5
      dataset:
        loader: csv
        pth: a.csv
        target: b
      activations:
        hidden: {name: leaky_relu, slope: a, b: c}
        output: sofmax
      """
    #expect(
      folder.mistakes(in: text) == """
        a.yaml:1:7: error: 'seed' must be a whole number from 0 to 18446744073709551615, not '-1'
           1 | seed: -1
             |       ^~
        a.yaml:2:7: error: unknown loss 'msee'; did you mean 'mse'?
           2 | loss: msee
             |       ^~~~
        a.yaml:3:16: error: entry 2 of 'structure' must be a positive whole number, not 'x'
           3 | structure: [2, x, 1, y]
             |                ^
        a.yaml:3:22: error: entry 4 of 'structure' must be a positive whole number, not 'y'
           3 | structure: [2, x, 1, y]
             |                      ^
        a.yaml:4:1: error: unknown field 'iteratons'; did you mean 'iterations'?
           4 | iteratons: 5
             | ^~~~~~~~~
        a.yaml:7:3: error: unknown parameter 'pth' of csv; did you mean 'path'?
           7 |   pth: a.csv
             |   ^~~
        a.yaml:10:37: error: 'slope' of leaky_relu must be a number of at least 0 and below 1, not 'a'
          10 |   hidden: {name: leaky_relu, slope: a, b: c}
             |                                     ^
        a.yaml:10:40: error: unknown parameter 'b' of leaky_relu; there is only slope
          10 |   hidden: {name: leaky_relu, slope: a, b: c}
             |                                        ^
        a.yaml:11:11: error: unknown activation 'sofmax'; did you mean 'softmax'?
          11 |   output: sofmax
             |           ^~~~~~
        """)
  }

  @Test("Fields that are missing are named at the top, with an example")
  func missing() {
    #expect(
      folder.mistakes(in: "eta: 1\n") == """
        a.yaml:1:1: error: 'structure' is missing: the neurons of each layer, input layer first, for \
        example [784, 128, 10]; the first and the last can be 'auto': as many as the data set has
           1 | eta: 1
             | ^
        a.yaml:1:1: error: 'activations' is missing: the activation functions, for example {hidden: \
        relu, output: softmax}
           1 | eta: 1
             | ^
        a.yaml:1:1: error: 'loss' is missing: the cost function, for example cross_entropy
           1 | eta: 1
             | ^
        a.yaml:1:1: error: 'dataset' is missing: the data set, for example {loader: mnist, path: ...}
           1 | eta: 1
             | ^
        """)
  }

  @Test("Mistakes in overrides follow those in the file, by number")
  func overrides() {
    #expect(
      folder.mistakes(
        in: ExperimentText.xor.with("eta: 0").text, overrides: "seed=-1", "structure=[2,z,1]",
        "etaa=abc", "activations.hidden.slpoe=1") == """
          a.yaml:5:6: error: 'eta' must be a positive number, not '0'
             5 | eta: 0
               |      ^
          override 1: seed=-1: error: 'seed' must be a whole number from 0 to 18446744073709551615, \
          not '-1'
          override 2: structure=[2,z,1]: error: entry 2 of 'structure' must be a positive whole \
          number, not 'z'
          override 3: etaa=abc: error: unknown field 'etaa'; did you mean 'eta'?
          override 4: activations.hidden.slpoe=1: error: unknown parameter 'slpoe' of tanh; there \
          are none
          """)
  }

  @Test("What does not fit the data is reported together")
  func data() {
    let text = ExperimentText.xor.with("structure: [3, 4, 2]", "batch_size: 5")
    #expect(
      folder.mistakes(in: text.text) == """
        a.yaml:1:13: error: 'structure' begins with 3, but the data set (4 rows) has 2 \
        inputs; write 2, or 'auto'
           1 | structure: [3, 4, 2]
             |             ^
        a.yaml:1:19: error: 'structure' ends with 2, but the data set (4 rows) has 1 value in \
        each target; write 1, or 'auto'
           1 | structure: [3, 4, 2]
             |                   ^
        a.yaml:5:13: error: 'batch_size' is 5, but the training set has only 4 samples; make it \
        smaller, or 0 for the whole set
           5 | batch_size: 5
             |             ^
        """)
  }

  @Test("No more than twenty are shown")
  func limit() {
    let extra = (1...30).map { "unknown\($0): 1\n" }.joined()
    let lines = folder.mistakes(in: ExperimentText.xor.text + extra)?.split(separator: "\n") ?? []
    #expect(lines.count == 3 * 20 + 1)
    #expect(lines.last == "... and 10 more errors")
  }
}
