import Foundation
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Mistakes that follow from another one")
struct FollowingMistakeTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// The number of messages, and whether the only one contains a text.
  private func isOnlyMistake(_ message: String, in text: ExperimentText) throws -> Bool {
    let shown = try #require(folder.mistakes(in: text.text))
    return shown.components(separatedBy: "error: ").count == 2 && shown.contains(message)
  }

  @Test("If class labels were read as numbers, nothing else is said about targets and measures")
  func labels() throws {
    try folder.write("x,y\n1,0\n2,1\n3,2\n1,1\n2,0\n3,2\n", to: "rows.csv")
    let text = ExperimentText.classes.with(
      "dataset: {loader: csv, path: rows.csv, target: y, validation_fraction: 0.5}",
      "class_weights: balanced", "evaluate_every: 1",
      "early_stopping: {metric: validation.accuracy}")
    #expect(try isOnlyMistake("add 'task: classification' to 'dataset'", in: text))
    #expect(
      try isOnlyMistake(
        "add 'task: classification' to 'dataset'", in: text.with("structure: [auto, 3, auto]")))
  }

  @Test("Targets that are wrong in several sets are reported once")
  func sets() throws {
    let text = ExperimentText.xor.with(
      "dataset: {loader: inline, inputs: [[1, 2]], targets: [2], test_inputs: [[1, 2]], "
        + "test_targets: [3]}")
    #expect(try isOnlyMistake("needs targets from 0 to 1, but training row 1 has 2.0", in: text))
  }

  @Test(
    "A required setting under a wrong name is not missing, too",
    arguments: [("structure", "structur"), ("loss", "cost"), ("activations", "activation")])
  func name(right: String, wrong: String) throws {
    let text = ExperimentText.xor
    let line = try #require(text.text.split(separator: "\n").first { $0.hasPrefix("\(right):") })
    let renamed = text.without(right).with("\(wrong):\(line.dropFirst(right.count + 1))")
    #expect(try isOnlyMistake("unknown field '\(wrong)'", in: renamed))
  }

  @Test("A setting of a field that is missing does not stand for the field")
  func part() throws {
    let text = ExperimentText.xor.without("dataset").with("validation_split: 0.2").text
    let shown = try #require(folder.mistakes(in: text))
    #expect(shown.contains("unknown field 'validation_split'"))
    #expect(shown.contains("'dataset' is missing"))
  }

  @Test("A wrong number of outputs hides nothing else")
  func outputs() throws {
    let text = ExperimentText.classes.with("structure: [1, 4, 7]", "class_weights: {d: 2}").text
    let shown = try #require(folder.mistakes(in: text))
    #expect(shown.contains("'structure' ends with 7"))
    #expect(shown.contains("unknown class 'd'"))
  }

  @Test("A layer under a wrong name is not missing, too")
  func layer() throws {
    let text = ExperimentText.xor.with("activations: {hiden: tanh, output: sigmoid}")
    #expect(try isOnlyMistake("unknown key 'hiden' of 'activations'", in: text))
  }
}
