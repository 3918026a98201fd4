import NNConfig
import NNData
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Goals")
struct GoalTests {
  @Test(
    "A measure goes where it is better, unless a direction is given",
    arguments: [
      ("test.accuracy", "max:test.accuracy"), ("train.cost", "min:train.cost"),
      ("validation.r2", "max:validation.r2"), ("test.mae", "min:test.mae"),
      ("test.hamming_loss", "min:test.hamming_loss"), ("test.micro_f1", "max:test.micro_f1"),
      ("min:test.accuracy", "min:test.accuracy"), ("max:test.cost", "max:test.cost"),
      (" max : test.cost ", "max:test.cost"),
    ])
  func directions(text: String, goal: String) throws {
    #expect(try Goal(text).text == goal)
    #expect(try Goal(goal).text == goal)
  }

  @Test("The better of two values is the smaller or the larger one")
  func preference() throws {
    let smallest = try Goal("test.cost")
    #expect(
      smallest.prefers(1, to: 2) && !smallest.prefers(2, to: 1) && !smallest.prefers(1, to: 1))
    let largest = try Goal("max:test.cost")
    #expect(largest.prefers(2, to: 1) && !largest.prefers(1, to: 2) && !largest.prefers(1, to: 1))
  }

  @Test(
    "What is not a measure is refused with a suggestion",
    arguments: [
      ("test.acuracy", "; did you mean 'test.accuracy'?"),
      ("min:test.costs", "; did you mean 'test.cost'?"),
      ("least:test.cost", "; did you mean 'test.cost'?"), ("", nil),
      ("max:", nil), ("accuracy", nil), ("test", nil),
      ("test.cost.x", "; did you mean 'test.cost'?"),
    ])
  func unknown(text: String, hint: String?) throws {
    let message =
      "the goal must be a measure, such as min:validation.cost or max:test.accuracy, not '\(text)'"
    let found = try #require(errorText { try Goal(text) })
    #expect(found.hasPrefix(message))
    #expect(found.dropFirst(message.count) == hint ?? "")
  }

  private func measure(_ key: String) throws -> Measure { try #require(Measure(key)) }

  @Test("Runs have measures of the sets that there are, and of their task")
  func missing() throws {
    let folder = try TemporaryFolder()
    let numbers = ExperimentText.xor.with(
      "loss: squared_error", "activations: {hidden: tanh, output: identity}",
      "dataset: {loader: inline, inputs: [[0, 0], [1, 1]], targets: [0, 1], test_inputs: [[1, 0]], "
        + "test_targets: [0]}")
    func message(_ key: String, _ text: ExperimentText) throws -> String? {
      let experiment = try folder.read(text).experiment
      let dataset = try experiment.loader.component.load(seed: 0)
      let measure = try measure(key)
      return errorText { try measure.require(of: dataset, task: experiment.task(of: dataset)) }
    }
    #expect(try message("train.accuracy", .classes) == nil)
    #expect(try message("test.r2", numbers) == nil)
    #expect(
      try message("test.accuracy", .classes)
        == "there is no test set, so 'test.accuracy' does not exist; set 'dataset.test_fraction', or "
        + "choose a measure of the training set")
    #expect(
      try message("validation.r2", numbers)
        == "there is no validation set, so 'validation.r2' does not exist; set "
        + "'dataset.validation_fraction', or choose a measure of the training set or the test set")
    #expect(
      try message("test.accuracy", numbers)
        == "'test.accuracy' does not exist, because the task is regression; there are test.cost, "
        + "test.mae, test.r2")
  }

  @Test("Without a goal, the measure counts that says most")
  func automatic() throws {
    let folder = try TemporaryFolder()
    func found(for report: RunReport) -> Goal? {
      Goal(ofAll: report.metrics.map { [($0.splits, $0.train.task)] } ?? [])
    }
    let report = try folder.train(.xor, "iterations=2")
    let goal = try #require(found(for: report))
    #expect(goal.text == "max:train.accuracy")
    #expect(goal.value(of: report) == report.results["train.accuracy"]?.number)
    let held = try folder.train(
      .classes, "iterations=2", "dataset.inputs=[1,2,3,4,5,6]", "dataset.classes=[a,b,c,a,b,c]",
      "dataset.validation_fraction=0.5")
    #expect(found(for: held)?.text == "max:validation.accuracy")
    let diverged = try folder.train(
      .xor, "eta=1e30", "activations=[identity, identity]", "loss=squared_error", "iterations=9")
    #expect(diverged.status == .diverged)
    #expect(found(for: diverged) == nil)
  }
}
