import NNConfig
import NNCore
import NNData
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Validation sets")
struct ValidationSetTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private static let dataset =
    "{loader: inline, inputs: [1, 2, 3, 4], classes: [a, b, c, a], validation_inputs: [1.5, 2.5], "
    + "validation_classes: [a, b]"
  private static let validated = ExperimentText.classes.with("dataset: \(dataset)}").text
  private static let tested = ExperimentText.classes.with(
    "dataset: \(dataset), test_inputs: [3.5], test_classes: [c]}"
  ).text

  private func metrics(of report: RunReport) throws -> [[String]] {
    try folder.text(folder.relative(report.run) + "/metrics.csv")
      .split(separator: "\n").map { $0.split(separator: ",").map(String.init) }
  }

  @Test(
    "Its metrics are between those of the other sets",
    arguments: [(validated, ["train", "validation"]), (tested, ["train", "validation", "test"])])
  func rows(text: String, splits: [String]) throws {
    let observer = TestObserver()
    let report = try folder.train(text, "iterations=10", "evaluate_every=4", observer: observer)
    let rows = try metrics(of: report).dropFirst()
    #expect(rows.map { $0[1] } == splits + splits + splits)
    #expect(
      rows.map { $0[0] } == ["4", "8", "10"].flatMap { Array(repeating: $0, count: splits.count) })
    let measured = try #require(report.metrics)
    #expect(measured.map(\.split.rawValue) == splits)
    #expect(
      rows.suffix(splits.count).map { $0[2] } == measured.map { "\($0.value.cost)" })
    #expect(Set(measured.map(\.value.cost)).count == splits.count)
    // The observer gets what the file has.
    #expect(observer.evaluations.map(\.iteration) == [4, 8, 10])
    #expect(
      observer.evaluations.flatMap { $0.sets.map { "\($0.value.csvRow)" } }
        == rows.map { $0.dropFirst(2).joined(separator: ",") })
    #expect(observer.evaluations.last?.sets == measured)
  }

  @Test("Its result is recorded, and reported again by a complete run")
  func recorded() throws {
    let first = try folder.train(Self.tested, "iterations=10")
    let again = try folder.train(Self.tested, "iterations=10")
    #expect(again.status == .alreadyComplete)
    #expect(again.metrics == first.metrics && first.metrics?.validation != nil)
    guard case .object(let fields) = first.json else {
      Issue.record("the report is an object")
      return
    }
    #expect(
      fields.map(\.0).filter { Split(rawValue: $0) != nil } == ["train", "validation", "test"])
    let record = try JSONValue(parsing: Array(folder.text("runs/latest/run.json").utf8))
    #expect(record["validation"] == first.metrics?.validation?.json)
    let without = try folder.train(ExperimentText.classes.text, "iterations=10").json
    #expect(without["validation"] == nil && without["train"] != nil)
  }

  @Test("It changes not a bit of the training")
  func training() throws {
    let with = try folder.train(Self.tested, "iterations=10", "evaluate_every=1").run
    let without = try folder.train(
      ExperimentText.classes.with(
        "dataset: {loader: inline, inputs: [1, 2, 3, 4], classes: [a, b, c, a]}"
      ).text, "iterations=10"
    ).run
    #expect(with != without)
    for name in ["cost.csv", "weights.npz"] {
      #expect(
        try File.read("\(with)/\(name)", limit: 10_000)
          == File.read("\(without)/\(name)", limit: 10_000))
    }
  }

  /// A checkpoint is used only if `metrics.csv` has the rows of all sets.
  @Test("A run that is interrupted resumes with the same bytes", arguments: 1...9)
  func resumed(iteration: Int) throws {
    let whole = try folder.train(Self.tested, "iterations=10", "evaluate_every=3", runs: "whole")
    let stopped = try folder.train(
      Self.tested, "iterations=10", "evaluate_every=3",
      observer: TestObserver(stopAfter: iteration))
    #expect(stopped.status == .interrupted && stopped.metrics == nil)
    let observer = TestObserver()
    let resumed = try folder.train(
      Self.tested, "iterations=10", "evaluate_every=3", observer: observer)
    #expect(
      observer.notes.map(folder.relative).contains {
        $0.contains("resumes after iteration \(iteration) of 10")
      })
    #expect(try resumed.checksums() == whole.checksums())
    #expect(observer.evaluations.map(\.iteration) == [3, 6, 9, 10].filter { $0 >= iteration })
  }

  @Test("It is evaluated in detail between the other sets")
  func evaluated() throws {
    let report = try folder.train(Self.tested, "iterations=10")
    let evaluation = try RunEvaluation(
      run: report.run, registry: Registry(), threads: 1, instructionSet: .best)
    #expect(evaluation.parts.map(\.name) == ["train", "validation", "test"])
    #expect(evaluation.parts.map(\.evaluation.sampleCount) == [4, 2, 1])
    #expect(evaluation.parts[1].evaluation.metrics == report.metrics?.validation)
    guard case .object(let fields) = evaluation.json else {
      Issue.record("the evaluation is an object")
      return
    }
    #expect(fields.map(\.0) == ["run", "train", "validation", "test"])
  }

  @Test("A summary has its number of samples")
  func summary() throws {
    let summary = try ExperimentSummary(folder.read(Self.tested), runsDirectory: "runs")
    #expect(summary.sampleCounts == BySplit(train: 4, validation: 2, test: 1))
    #expect(summary.data == "7 rows: 4 for training, 2 for validation, 1 for testing")
  }

  @Test("It counts as memory")
  func memory() throws {
    func data(_ text: String) throws -> Int {
      let experiment = try folder.read(text).experiment
      let dataset = try experiment.loader.component.load(seed: 0)
      return MemoryEstimate(training: experiment, on: dataset, threads: 1).data
    }
    // 2 rows of an input of 8 bytes and a class of 4.
    #expect(
      try data(Self.validated)
        == data(
          ExperimentText.classes.with(
            "dataset: {loader: inline, inputs: [1, 2, 3, 4], classes: [a, b, c, a]}"
          ).text) + 2 * 12)
  }

  @Test("Its targets have to be targets of the task")
  func targets() {
    let line =
      "dataset: {loader: inline, inputs: [[0, 0], [0, 1]], targets: [0.5, 1], "
      + "validation_inputs: [[1, 0], [1, 1]], validation_targets: [1, 2]}"
    let text = ExperimentText.xor.with(line)
    #expect(
      folder.mistakes(in: text.text)
        == shown(
          "loss 'binary_cross_entropy' needs targets from 0 to 1, but validation row 2 has 2.0",
          line: "loss: binary_cross_entropy", number: 3, marked: "binary_cross_entropy"))
  }

  @Test("Its targets count when the targets decide the task")
  func task() throws {
    let text = ExperimentText.xor.with(
      "structure: [1, 2]", "activations: {output: sigmoid}",
      "dataset: {loader: inline, inputs: [1, 2], targets: [[0, 1], [1, 0]], validation_inputs: [3], "
        + "validation_targets: [[1, 1]]}")
    #expect(try ExperimentSummary(folder.read(text), runsDirectory: "runs").task == .multilabel)
  }
}
