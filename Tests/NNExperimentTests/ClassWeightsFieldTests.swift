import NNConfig
import NNCore
import NNFiles
import TestSupport
import Testing

@testable import NNData
@testable import NNExperiment

@Suite("class_weights")
struct ClassWeightsFieldTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Six samples: 3 of class a, 2 of class b, 1 of class c.
  private static let unbalanced = ExperimentText.classes.with(
    "dataset: {loader: inline, inputs: [1, 2, 3, 4, 5, 6], classes: [a, b, a, a, c, b]}")

  private func weights(_ text: ExperimentText) throws -> [Double]? {
    let experiment = try folder.read(text).experiment
    return experiment.classWeights(for: try experiment.loader.component.load(seed: 0))
  }

  @Test(
    "Classes have the given weights, or 1; balanced gives each class the same share",
    arguments: [
      (nil, nil), ("none", nil), ("{}", [1, 1, 1]), ("{b: 2.5}", [1, 2.5, 1]),
      ("{c: 1e-3, a: 7}", [7, 1, 1e-3]), ("balanced", [6.0 / 9, 6.0 / 6, 6.0 / 3]),
    ] as [(String?, [Double]?)])
  func values(value: String?, expected: [Double]?) throws {
    let text = value.map { Self.unbalanced.with("class_weights: \($0)") } ?? Self.unbalanced
    #expect(try weights(text) == expected)
  }

  @Test("balanced counts the training set; targets of 0 and 1 are classes, too")
  func balancedNumbers() throws {
    let single = ExperimentText.xor.with(
      "class_weights: balanced",
      "dataset: {loader: inline, inputs: [[0, 0], [0, 1], [1, 0], [1, 1]], targets: [0, 0, 1, 0], "
        + "test_inputs: [[0, 0]], test_targets: [1]}")
    #expect(try weights(single) == [4.0 / 6, 4.0 / 2])
    let columns = Self.unbalanced.with(
      "class_weights: balanced",
      "dataset: {loader: inline, inputs: [1, 2, 3, 4], "
        + "targets: [[1, 0, 0], [0, 0, 1], [0, 0, 1], [1, 0, 0]]}")
    // The second class has no samples.
    #expect(try weights(columns) == [1, 1, 1])
    let named = columns.with("class_weights: {1: 3}")
    #expect(try weights(named) == [1, 3, 1])
  }

  @Test("Mean costs of balanced classes are scikit-learn's")
  func scikitLearn() throws {
    // sklearn.utils.class_weight.compute_class_weight("balanced", classes=[0, 1, 2],
    // y=[0, 1, 0, 0, 2, 1]) is [0.66666667, 1., 2.].
    let found = try #require(try weights(Self.unbalanced.with("class_weights: balanced")))
    for (found, expected) in zip(found, [0.66666667, 1, 2]) {
      #expect(abs(found - expected) < 1e-8)
    }
  }

  @Test(
    "It is written to resolved.yaml and covered by the identity, weights of 1 aside",
    arguments: [
      (nil, #""none""#, nil), ("none", #""none""#, nil),
      ("balanced", #""balanced""#, #""balanced""#),
      ("{c: 2, a: 1}", #"{"a":1.0,"c":2.0}"#, #"{"c":2.0}"#), ("{a: 1}", #"{"a":1.0}"#, nil),
    ] as [(String?, String, String?)])
  func written(value: String?, resolved: String, identity: String?) throws {
    let text = value.map { Self.unbalanced.with("class_weights: \($0)") } ?? Self.unbalanced
    let experiment = try folder.read(text).experiment
    let tree = experiment.resolvedTree(digests: []) { $0 }
    #expect(tree["class_weights"]?.text == resolved)
    #expect(experiment.identityTree["class_weights"]?.text == identity)
    let again = try folder.read(YAMLText.document(tree)).experiment
    #expect(again.identityTree == experiment.identityTree)
  }

  @Test("An override adds the weight of a class")
  func override() throws {
    let none = try folder.read(Self.unbalanced, overrides: "class_weights.b=3").experiment
    #expect(none.identityTree["class_weights"]?.text == #"{"b":3.0}"#)
    let resolved = try folder.read(
      Self.unbalanced.with("class_weights: none"), overrides: "class_weights.b=3"
    ).experiment
    #expect(resolved.identityTree == none.identityTree)
    #expect(
      errorText {
        try folder.read(
          Self.unbalanced.with("class_weights: balanced"), overrides: "class_weights.b=3")
      } == "override 1: class_weights.b=3: error: 'class_weights' is 'balanced' and has no 'b'")
  }

  @Test(
    "Mistakes are reported where they are",
    arguments: [
      (
        "balancd", "balancd",
        "'class_weights' must be balanced, a mapping from classes to weights, or none, not "
          + "'balancd'; did you mean 'balanced'?"
      ),
      (
        "[1, 2]", "[1, 2]",
        "'class_weights' must be balanced, a mapping from classes to weights, or none, not a list"
      ),
      ("{a: 0}", "0", "'a' of 'class_weights' must be a positive number, not '0'"),
      ("{a: x, b: 1}", "x", "'a' of 'class_weights' must be a positive number, not 'x'"),
      (
        "{d: 1}", "d",
        "unknown class 'd' in 'class_weights'; the classes are 'a', 'b', 'c'"
      ),
    ])
  func mistakes(value: String, marked: String, message: String) {
    let line = "class_weights: \(value)"
    #expect(
      folder.mistakes(in: Self.unbalanced.with(line).text)
        == shown(message, line: line, number: 5, marked: marked))
  }

  @Test("A class that is mistyped is answered with the nearest one and with all")
  func unknownClass() {
    let line = "class_weights: {setsa: 2, virginica: 1}"
    let text = ExperimentText.classes.with(
      "dataset: {loader: inline, inputs: [1, 2, 3], classes: [setosa, versicolor, virginica]}", line
    )
    #expect(
      folder.mistakes(in: text.text)
        == shown(
          "unknown class 'setsa' in 'class_weights'; the classes are 'setosa', 'versicolor', "
            + "'virginica'; did you mean 'setosa'?", line: line, number: 5, marked: "setsa"))
  }

  @Test("Other tasks than classification have no class weights")
  func otherTasks() {
    let line = "class_weights: balanced"
    let regression = ExperimentText.xor.with("loss: mse", line)
    #expect(
      folder.mistakes(in: regression.text)
        == shown(
          "'class_weights' needs classes, but the task is 'regression'; remove it, or if the "
            + "targets are class labels, write 'classes' instead of 'targets'", line: line,
          number: 5, marked: "balanced"))
    let multilabel = ExperimentText.xor.with(
      "structure: [2, 4, 2]", line,
      "dataset: {loader: inline, inputs: [[0, 0], [1, 1]], targets: [[1, 1], [0, 1]]}")
    #expect(
      folder.mistakes(in: multilabel.text)
        == shown(
          "'class_weights' needs samples of a single class each, but with the task 'multilabel' a "
            + "sample can have several labels; remove it", line: line, number: 5, marked: "balanced"
        ))
  }

  private func train(_ text: ExperimentText) throws -> (report: RunReport, costs: [Double]) {
    let report = try folder.train(text)
    return (report, try folder.costs(of: report))
  }

  @Test("cost.csv has weighted costs, and evaluations have unweighted ones")
  func costs() throws {
    let text = Self.unbalanced.with("iterations: 1", "initializer: zeros", "precision: float64")
    let plain = try train(text)
    let doubled = try train(text.with("class_weights: {a: 2, b: 2, c: 2}"))
    let cost = try #require(plain.costs.first)
    #expect(try #require(doubled.costs.first) == 2 * cost)
    // With weights of 0, the cost is that of a uniform distribution, whatever the weights.
    let balanced = try train(text.with("class_weights: balanced"))
    #expect(abs(try #require(balanced.costs.first) - cost) < 1e-12)
    let frozen = text.with("eta: 1e-30")
    let evaluated = try train(frozen.with("class_weights: {a: 3}"))
    #expect(evaluated.report.metrics == (try train(frozen)).report.metrics)
  }

  @Test("Several sigmoid outputs with classes are weighted, too")
  func sigmoids() throws {
    let text = Self.unbalanced.with(
      "activations: {hidden: tanh, output: sigmoid}", "loss: binary_cross_entropy",
      "initializer: zeros", "iterations: 1", "precision: float64")
    let plain = try #require(try train(text).costs.first)
    let weighted = try #require(try train(text.with("class_weights: {c: 7}")).costs.first)
    // One of six samples counts seven times.
    #expect(abs(weighted - plain * 2) < 1e-12)
  }

  @Test("Samples that count more are learnt first")
  func effect() throws {
    // The same input with two classes: their weights decide which is predicted.
    let text = ExperimentText.classes.with(
      "structure: [1, 2]", "activations: {output: softmax}", "iterations: 200", "eta: 0.5",
      "dataset: {loader: inline, inputs: [1, 1, 1, 1], classes: [a, a, a, b]}")
    func accuracy(_ text: ExperimentText) throws -> Double? {
      guard case .classification(let accuracy)? = try train(text).report.metrics?.train.quality
      else {
        return nil
      }
      return accuracy
    }
    #expect(try accuracy(text) == 0.75)
    #expect(try accuracy(text.with("class_weights: {b: 5}")) == 0.25)
  }
}
