import NNConfig
import NNFiles
import TestSupport
import Testing

@testable import NNData
@testable import NNExperiment

@Suite("early_stopping")
struct EarlyStoppingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Flowers that are learnt by heart: the cost of the validation set soon rises again.
  private static let flowers = ExperimentText([
    "structure: [4, 30, 3]",
    "activations: {hidden: tanh, output: softmax}",
    "loss: cross_entropy",
    "optimizer: adam",
    "eta: 0.05",
    "iterations: 400",
    "batch_size: 10",
    "evaluate_every: 10",
    "dataset: {loader: csv, path: \(ProjectFiles.dataset("iris.csv")), target: species, "
      + "normalize: zscore, test_fraction: 0.2, validation_fraction: 0.2}",
  ])

  private struct Result {
    let report: RunReport
    let costs: [Substring]
    let metrics: [Substring]
    let weights: [UInt8]
  }

  private func train(
    _ text: ExperimentText, stopAfter iterations: Int? = nil, threads: Int = 1
  ) throws -> Result? {
    let report = try folder.train(
      text, threads: threads, observer: TestObserver(stopAfter: iterations))
    guard report.status != .interrupted else { return nil }
    let run = folder.relative(report.run)
    func lines(_ name: String) throws -> [Substring] {
      try folder.text("\(run)/\(name)").split(separator: "\n").dropFirst().map { $0 }
    }
    return Result(
      report: report, costs: try lines("cost.csv"), metrics: try lines("metrics.csv"),
      weights: try File.read(folder.file("\(run)/weights.npz"), limit: 1 << 20))
  }

  /// The iterations of the best evaluation, and of the one that ends the training, found by hand
  /// in the metrics of the whole training.
  private func byHand(
    _ metrics: [Substring], split: String, column: Int, isMinimized: Bool, patience: Int,
    minimumDelta: Double
  ) throws -> (best: Int, last: Int) {
    var (best, bestValue, since, last) = (0, Double.nan, 0, 0)
    for row in metrics {
      let cells = row.split(separator: ",")
      guard cells[1] == split else { continue }
      last = try #require(Int(cells[0]))
      let value = try #require(Double(cells[column]))
      let gain = isMinimized ? bestValue - value : value - bestValue
      if best == 0 || gain > minimumDelta {
        (best, bestValue, since) = (last, value, 0)
      } else {
        since += 1
      }
      if since == patience { break }
    }
    return (best, last)
  }

  @Test(
    "A training ends where one that is watched by hand would be stopped",
    arguments: [
      ("{}", "validation", 2, true, 5, 0.0),
      ("{patience: 3, min_delta: 0.01}", "validation", 2, true, 3, 0.01),
      ("{metric: validation.accuracy, patience: 4}", "validation", 3, false, 4, 0),
      ("{metric: test.cost, patience: 2}", "test", 2, true, 2, 0),
      ("{metric: train.cost, patience: 3, min_delta: 0.05}", "train", 2, true, 3, 0.05),
    ])
  func watched(
    value: String, split: String, column: Int, isMinimized: Bool, patience: Int, delta: Double
  ) throws {
    let whole = try #require(try train(Self.flowers))
    let expected = try byHand(
      whole.metrics, split: split, column: column, isMinimized: isMinimized, patience: patience,
      minimumDelta: delta)
    let stopped = try #require(try train(Self.flowers.with("early_stopping: \(value)")))
    #expect(stopped.report.iterations == expected.last)
    #expect(expected.last < 400)
    #expect(stopped.report.stoppedEarly == true)
    #expect(stopped.report.bestIteration == (expected.best == expected.last ? nil : expected.best))
    #expect(stopped.costs == Array(whole.costs.prefix(expected.last)))
    #expect(stopped.metrics == Array(whole.metrics.prefix(stopped.metrics.count)))
    let best = try #require(try train(Self.flowers.with("iterations: \(expected.best)")))
    #expect(stopped.weights == best.weights)
    #expect(stopped.report.metrics == best.report.metrics)

    let last = try #require(try train(Self.flowers.with("iterations: \(expected.last)")))
    let value = "{restore_best: false, " + value.dropFirst()
    let kept = try #require(try train(Self.flowers.with("early_stopping: \(value)")))
    #expect(kept.weights == last.weights)
    #expect(kept.report.metrics == last.report.metrics)
    #expect(kept.report.bestIteration == nil)
  }

  @Test("An interruption at any point changes nothing")
  func interruptions() throws {
    let text = Self.flowers.with("early_stopping: {patience: 3}")
    let whole = try #require(try train(text.with("name: whole")))
    let last = whole.report.iterations
    for iteration in [1, 9, 10, 11, last - 30, last - 1, last] {
      let text = text.with("name: n\(iteration)")
      #expect(try train(text, stopAfter: iteration) == nil, "\(iteration)")
      let resumed = try #require(try train(text))
      #expect(resumed.weights == whole.weights, "after \(iteration)")
      #expect(resumed.costs == whole.costs, "after \(iteration)")
      #expect(resumed.metrics == whole.metrics, "after \(iteration)")
      #expect(resumed.report.metrics == whole.report.metrics, "after \(iteration)")
      #expect(resumed.report.bestIteration == whole.report.bestIteration, "after \(iteration)")
    }
  }

  @Test("A training that gets better to the end has the weights of its best evaluation")
  func wholeTraining() throws {
    let text = Self.flowers.with("iterations: 60", "early_stopping: {patience: 100}")
    let result = try #require(try train(text))
    #expect(result.report.iterations == 60)
    #expect(result.report.stoppedEarly == false)
    let again = try #require(try train(text))
    #expect(again.report.status == .alreadyComplete)
    #expect(again.report.stoppedEarly == false)
    #expect(again.report.bestIteration == result.report.bestIteration)
  }

  @Test("Settings are read, written and part of the identity")
  func settings() throws {
    let text = Self.flowers.with("early_stopping: {patience: 7, restore_best: false}")
    let experiment = try folder.read(text).experiment
    #expect(
      experiment.earlyStopping
        == EarlyStopping(
          split: .validation, measure: "cost", patience: 7, minimumDelta: 0, restoresBest: false))
    let tree = experiment.resolvedTree(digests: []) { $0 }
    #expect(
      tree["early_stopping"]?.text
        == #"{"metric":"validation.cost","patience":7,"min_delta":0.0,"restore_best":false}"#)
    let again = try folder.read(YAMLText.document(tree)).experiment
    #expect(again.earlyStopping == experiment.earlyStopping)
    #expect(try folder.read(Self.flowers).experiment.identityTree["early_stopping"] == nil)
    #expect(experiment.identityTree["early_stopping"] != nil)
  }

  @Test("The best weights are part of the memory estimate")
  func memory() throws {
    func weights(_ text: ExperimentText) throws -> Int { try folder.need(text).weights }
    let plain = try weights(Self.flowers)
    let once = try weights(Self.flowers.with("optimizer: momentum"))
    let keeping = try weights(Self.flowers.with("early_stopping: {}"))
    // Adam has a slot more than momentum, as large as the weights.
    #expect(keeping - plain == plain - once)
    #expect(try weights(Self.flowers.with("early_stopping: {restore_best: false}")) == plain)
  }

  @Test(
    "Mistakes have a place and a remedy",
    arguments: [
      (
        "5", "5",
        "'early_stopping' must be a mapping with some of metric, patience, min_delta, restore_best, or none, not '5'"
      ),
      (
        "{patience: 0}", "0",
        "'patience' of early_stopping must be a positive whole number, not '0'"
      ),
      (
        "{patince: 3}", "patince",
        "unknown setting 'patince' of early_stopping; did you mean 'patience'?"
      ),
      (
        "{metric: validation.cots}", "validation.cots",
        "'metric' of early_stopping must be a set and a measure, such as validation.cost, not 'validation.cots'; did you mean 'validation.cost'?"
      ),
      (
        "{metric: loss}", "loss",
        "'metric' of early_stopping must be a set and a measure, such as validation.cost, not 'loss'; measures are cost, accuracy, subset_accuracy, hamming_loss, micro_f1, macro_f1, mae, r2"
      ),
      (
        "{metric: test.mae}", "test.mae",
        "'early_stopping' looks at 'test.mae', but the measures of classification are cost, accuracy"
      ),
    ])
  func mistakes(value: String, marked: String, message: String) {
    let line = "early_stopping: \(value)"
    let text = Self.flowers.with(line)
    #expect(
      folder.mistakes(in: text.text)
        == shown(message, line: line, number: 10, marked: marked))
  }

  @Test("It needs evaluations, and the set that it looks at")
  func needs() {
    let line = "early_stopping: {patience: 2}"
    let never = Self.flowers.with(line, "evaluate_every: 0")
    #expect(
      folder.mistakes(in: never.text)
        == shown(
          "'early_stopping' compares evaluations, but there is only the one at the end: "
            + "'evaluate_every' is 0; set 'evaluate_every' to a smaller number of iterations",
          line: line, number: 10, marked: "{patience: 2}"))
    let without = Self.flowers.with(
      "dataset: {loader: csv, path: \(ProjectFiles.dataset("iris.csv")), target: species}", line)
    #expect(
      folder.mistakes(in: without.text)
        == shown(
          "'early_stopping' looks at 'validation.cost', but there is no validation set; set "
            + "'validation_fraction' of 'dataset' to hold one out",
          line: line, number: 10, marked: "{patience: 2}"))
  }
}
