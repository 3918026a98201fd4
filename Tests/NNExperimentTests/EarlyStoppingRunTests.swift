import NNConfig
import NNCore
import NNData
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

@Suite("early_stopping: runs, checkpoints and replays")
struct EarlyStoppingRunTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// A single bias that grows from 0 to 2, and is right for the validation set on the way: of the
  /// evaluations, that after iteration 35 is the best.
  private static let rising = ExperimentText([
    "structure: [1, 1]", "activations: {output: identity}", "loss: mse", "initializer: zeros",
    "evaluate_every: 5",
    "dataset: {loader: inline, inputs: [0, 0], targets: [2, 2], "
      + "validation_inputs: [0], validation_targets: [1]}",
  ])

  private func rows(_ file: String, of report: RunReport) throws -> [String] {
    try folder.text(folder.relative(report.run) + "/" + file).split(separator: "\n").map(
      String.init)
  }

  private func weights(of report: RunReport) throws -> [UInt8] {
    try folder.bytes(folder.relative(report.run) + "/weights.npz")
  }

  @Test("Wherever a run is interrupted, it ends with the same bytes", arguments: [true, false])
  func resumed(restoresBest: Bool) throws {
    let text = Self.rising.with(
      "early_stopping: {patience: 2, restore_best: \(restoresBest)}", "optimizer: adam",
      "eta: 0.05")
    let whole = try folder.train(text)
    #expect(whole.stoppedEarly == true)
    let expected = try rows("SHA256SUMS", of: whole)
    for iteration in 1...whole.iterations {
      let runs = "runs-\(iteration)"
      let observer = TestObserver(stopAfter: iteration)
      #expect(try folder.train(text, runs: runs, observer: observer).status == .interrupted)
      let report = try folder.train(text, runs: runs)
      #expect(report.status == .completed)
      #expect(report.bestIteration == whole.bestIteration)
      #expect(try rows("SHA256SUMS", of: report) == expected, "after iteration \(iteration)")
    }
  }

  @Test("A replay is equal, and says how many iterations there were")
  func replay() throws {
    let report = try folder.train(Self.rising, "early_stopping.patience=2")
    let replay = try Replay(
      report.run, searchFolder: nil, registry: Registry(), options: Runner.Options())
    let result = try #require(try replay.run())
    #expect(result.difference == nil)
    #expect(result.iterations == 45)
  }

  @Test("The network of a run has the metrics of its record")
  func evaluate() throws {
    let report = try folder.train(Self.rising, "early_stopping.patience=2")
    let evaluation = try RunEvaluation(
      run: report.run, registry: Registry(), threads: 1, instructionSet: .best)
    #expect(evaluation.parts.map(\.evaluation.metrics) == report.metrics?.map(\.value))
  }

  @Test("A metric that is never defined stops the training with the last weights, and a warning")
  func undefined() throws {
    // No label of the validation set is true, and none is predicted.
    let text = ExperimentText([
      "structure: [1, 2]", "activations: {output: sigmoid}", "loss: binary_cross_entropy",
      "initializer: {name: formula, w: \"-1\"}", "evaluate_every: 5", "eta: 1e-6",
      "dataset: {loader: inline, inputs: [0, 0], targets: [[1, 1], [0, 0]], "
        + "validation_inputs: [0], validation_targets: [[0, 0]], task: multilabel}",
    ])
    let report = try folder.train(
      text, "early_stopping={metric: validation.micro_f1, patience: 3}")
    #expect(report.iterations == 15)
    #expect(report.stoppedEarly == true)
    #expect(report.bestIteration == nil)
    #expect(
      report.warnings.contains(
        "early stopping looked at 'validation.micro_f1', which was undefined at each evaluation; "
          + "try early_stopping.metric=validation.cost"))
    #expect(try weights(of: report) == weights(of: folder.train(text, "iterations=15")))
  }

  @Test("R2 of a constant target is refused")
  func constantTarget() {
    let line = "early_stopping: {metric: validation.r2, patience: 3}"
    let error = #expect(throws: ExperimentError.self) { try folder.train(Self.rising.with(line)) }
    #expect(error?.description.contains("R2 is undefined for a constant target") == true)
  }

  @Test("After an early stop, more patience is advised instead of more iterations")
  func remedies() throws {
    let experiment = try folder.read(Self.rising.with("early_stopping: {patience: 3}")).experiment
    #expect(Remedies(experiment).moreIterations == "iterations=10000")
    #expect(
      Remedies(experiment, stoppedEarly: true).moreIterations == "early_stopping.patience=30")
  }

  private static let validated = ExperimentText.classes.with(
    "evaluate_every: 10",
    "dataset: {loader: inline, inputs: [1, 2, 3], classes: [a, b, c], validation_inputs: [1], "
      + "validation_classes: [a]}")

  @Test("A checkpoint has to have what early stopping would remember")
  func checkpoints() throws {
    func fits(
      _ value: String, hasBest: Bool, best: Int?, waited: Int, iteration: Int = 40
    ) throws -> Bool {
      let experiment = try folder.read(
        Self.validated.with("early_stopping: \(value)")
      ).experiment
      let dataset = try experiment.loader.component.load(seed: 0)
      let training = CheckpointedTraining(
        experiment, dataset: dataset, identity: RunIdentity(experiment, files: []))
      var stopping = StoppingProgress()
      stopping.best = best.map { StoppingProgress.Evaluation(value: 1, iteration: $0) }
      stopping.evaluationsSince = waited
      let position = ChecksummedFile.Position(length: 0, digest: "")
      return training.fits(
        Checkpoint.State(
          identity: "", iteration: iteration, cost: 1, costs: position, metrics: position,
          trainSeconds: 0, totalSeconds: 0, history: RunHistory(started: ""), hasBest: hasBest,
          stopping: stopping))
    }
    #expect(try fits("{}", hasBest: true, best: 30, waited: 0))
    #expect(try fits("{}", hasBest: false, best: nil, waited: 4))
    #expect(try fits("{restore_best: false}", hasBest: false, best: 10, waited: 2))
    #expect(try fits("none", hasBest: false, best: nil, waited: 0))
    #expect(try !fits("{}", hasBest: false, best: 30, waited: 0))
    #expect(try !fits("{}", hasBest: true, best: nil, waited: 1))
    #expect(try !fits("{}", hasBest: true, best: 40, waited: 0))
    #expect(try !fits("{}", hasBest: true, best: 30, waited: 5))
    #expect(try !fits("{restore_best: false}", hasBest: true, best: 10, waited: 2))
    #expect(try !fits("none", hasBest: false, best: 10, waited: 0))
    #expect(try !fits("none", hasBest: true, best: nil, waited: 0))
    #expect(try !fits("none", hasBest: false, best: nil, waited: 0, iteration: 1001))
  }
}
