import NNConfig
import NNData
import TestSupport

@testable import NNExperiment

extension TemporaryFolder {
  /// Trains an experiment, with checkpoints only where it is stopped.
  func train(
    _ text: String, _ overrides: String..., runs: String = "runs", threads: Int? = nil,
    observer: TestObserver = TestObserver()
  ) throws -> RunReport {
    try train(text, overrides: overrides, runs: runs, threads: threads, observer: observer)
  }

  /// Trains an experiment, with checkpoints only where it is stopped.
  func train(
    _ text: ExperimentText, _ overrides: String..., runs: String = "runs", threads: Int? = nil,
    observer: TestObserver = TestObserver()
  ) throws -> RunReport {
    try train(text.text, overrides: overrides, runs: runs, threads: threads, observer: observer)
  }

  /// Trains an experiment, with checkpoints only where it is stopped.
  func train(
    _ text: String, overrides: [String], runs: String = "runs", threads: Int? = nil,
    observer: TestObserver = TestObserver()
  ) throws -> RunReport {
    var options = Runner.Options()
    options.runsDirectory = file(runs)
    options.checkpointSeconds = .infinity
    if let threads { options.threads = threads }
    return try Runner(options: options).run(
      read(text, overrides: overrides), observer: observer)
  }

  /// The costs of a run's iterations.
  func costs(of report: RunReport) throws -> [Double] {
    try text(relative(report.run) + "/cost.csv").split(separator: "\n")
      .compactMap { Double($0.split(separator: ",")[1]) }
  }

  /// The memory that training takes.
  func need(_ text: ExperimentText, threads: Int = 1) throws -> MemoryEstimate {
    let experiment = try read(text).experiment
    return MemoryEstimate(
      training: experiment, on: try experiment.loader.component.load(seed: 0), threads: threads)
  }
}
