import NNConfig
import NNCore
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

@Suite("regularization")
struct RegularizationFieldTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  @Test(
    "Factors that are left out are 0; none is the default",
    arguments: [
      (nil, 0, 0, #""none""#, nil), ("none", 0, 0, #""none""#, nil),
      ("{}", 0, 0, #""none""#, nil), ("{l1: 0, l2: 0.0}", 0, 0, #""none""#, nil),
      ("{l2: 1e-4}", 0, 1e-4, #"{"l1":0.0,"l2":0.0001}"#, #"{"l2":0.0001}"#),
      ("{l2: 0, l1: 3}", 3, 0, #"{"l1":3.0,"l2":0.0}"#, #"{"l1":3.0}"#),
      ("{l2: 1, l1: 2}", 2, 1, #"{"l1":2.0,"l2":1.0}"#, #"{"l1":2.0,"l2":1.0}"#),
    ] as [(String?, Double, Double, String, String?)])
  func read(value: String?, l1: Double, l2: Double, resolved: String, identity: String?) throws {
    let text = value.map { ExperimentText.xor.with("regularization: \($0)") } ?? .xor
    let experiment = try folder.read(text).experiment
    #expect(experiment.regularization == Regularization(l1: l1, l2: l2))
    let tree = experiment.resolvedTree(digests: []) { $0 }
    #expect(tree["regularization"]?.text == resolved)
    #expect(experiment.identityTree["regularization"]?.text == identity)
    let again = try folder.read(YAMLText.document(tree)).experiment
    #expect(again.regularization == experiment.regularization)
    #expect(again.identityTree == experiment.identityTree)
  }

  @Test("Overrides set a factor whether the file has the field, none, or another factor")
  func overrides() throws {
    for (line, l1) in [("seed: 0", 0), ("regularization: none", 0), ("regularization: {l1: 2}", 2)]
      as [(String, Double)]
    {
      let experiment = try folder.read(
        ExperimentText.xor.with(line), overrides: "regularization.l2=1e-4"
      ).experiment
      #expect(experiment.regularization == Regularization(l1: l1, l2: 1e-4), "\(line)")
    }
    let text = ExperimentText.xor.with("regularization: {l2: 1}")
    let none = try folder.read(text, overrides: "regularization=none").experiment
    #expect(none.regularization.isNone)
  }

  @Test(
    "Mistakes are reported where they are",
    arguments: [
      (
        "0.1", "0.1",
        "'regularization' must be a mapping with some of l1, l2, or none, not '0.1'"
      ),
      (
        "[l1]", "[l1]",
        "'regularization' must be a mapping with some of l1, l2, or none, not a list"
      ),
      ("{l3: 1}", "l3", "unknown setting 'l3' of regularization; did you mean 'l1'?"),
      ("{lambda: 1}", "lambda", "unknown setting 'lambda' of regularization; there are l1, l2"),
      ("{l2: -1}", "-1", "'l2' of regularization must be a number of at least 0, not '-1'"),
      ("{l2: much}", "much", "'l2' of regularization must be a number of at least 0, not 'much'"),
      (
        "{l1: '0,1'}", "'0,1'",
        "'l1' of regularization must be a number of at least 0, not '0,1'; write 0.1"
      ),
    ])
  func mistakes(value: String, marked: String, message: String) {
    let line = "regularization: \(value)"
    #expect(
      folder.mistakes(in: ExperimentText.xor.with(line).text)
        == shown(message, line: line, number: 5, marked: marked))
  }

  @Test(
    "Penalties that float32 cannot hold are refused",
    arguments: [
      ("regularization: {l2: 1e308}", "1e308", "'l2' is 1e+308, which is infinite in float32"),
      ("regularization: {l1: 1e-50}", "1e-50", "'l1' is 1e-50, which is 0 in float32"),
      (
        "class_weights: {0: 1e39}", "0",
        "'0' of 'class_weights' is 1e+39, which is infinite in float32"
      ),
      ("eta: 1e-50", "1e-50", "'eta' is 1e-50, which is 0 in float32"),
    ])
  func range(line: String, marked: String, message: String) throws {
    #expect(
      folder.mistakes(in: ExperimentText.xor.with(line).text)
        == shown(
          message + "; use a number that is less extreme, or 'precision: float64'", line: line,
          number: 5, marked: marked))
    _ = try folder.read(ExperimentText.xor.with(line, "precision: float64"))
  }

  @Test("Several mistakes are reported together, and those of overrides with their number")
  func together() {
    let text = ExperimentText.xor.with("regularization: {l1: -1, l3: 0}")
    #expect(
      folder.mistakes(in: text.text, overrides: "regularization.l2=x") == """
        a.yaml:5:22: error: 'l1' of regularization must be a number of at least 0, not '-1'
           5 | regularization: {l1: -1, l3: 0}
             |                      ^~
        a.yaml:5:26: error: unknown setting 'l3' of regularization; did you mean 'l1'?
           5 | regularization: {l1: -1, l3: 0}
             |                          ^~
        override 1: regularization.l2=x: error: 'l2' of regularization must be a number of at least \
        0, not 'x'
        """)
    #expect(
      folder.mistakes(
        in: ExperimentText.xor.with("regularization: 5").text, overrides: "regularization.l2=1")
        == "override 1: regularization.l2=1: error: 'regularization' is '5' and has no 'l2'")
  }

  @Test("It changes the weights, and cost.csv has the cost of the data alone")
  func run() throws {
    func train(_ overrides: String...) throws -> [Double] {
      let text = ExperimentText.xor.with("iterations: 3").text
      return try folder.costs(of: folder.train(text, overrides: overrides))
    }
    let (plain, penalized) = (try train(), try train("regularization.l2=5"))
    #expect(plain.count == 3 && penalized.count == 3)
    // The first cost is from before any update.
    #expect(penalized[0] == plain[0])
    #expect(penalized[2] != plain[2])
  }
}
