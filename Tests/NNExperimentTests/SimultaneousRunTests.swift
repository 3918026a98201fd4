import NNConfig
import NNData
import TestSupport
import Testing

@testable import NNExperiment

/// A loader that lets something else happen meanwhile.
private struct SlowLoader: DatasetLoader {
  let dataset: Dataset
  let meanwhile: @Sendable () throws -> Void

  func files() -> [String] { [] }

  func load(seed: UInt64) throws -> Dataset {
    try meanwhile()
    return dataset
  }
}

/// Runs an experiment whose data set is `slow`.
private struct SlowRun: Sendable {
  let path: String
  let dataset: Dataset
  let options: Runner.Options

  func status(
    force: Bool = false, meanwhile: @escaping @Sendable () throws -> Void = {}
  ) throws -> RunReport.Status {
    var registry = Registry()
    let loader = SlowLoader(dataset: dataset, meanwhile: meanwhile)
    try registry.add(
      Plugin<any DatasetLoader>("slow", summary: "a data set that takes time") { _ in loader })
    var options = options
    options.force = force
    return try Runner(options: options).run(ExperimentFile(path: path, registry: registry)).status
  }
}

@Suite("A run that another process trains while its data are loaded")
struct SimultaneousRunTests {
  private let folder: TemporaryFolder
  private let run: SlowRun

  init() throws {
    folder = try TemporaryFolder()
    var options = Runner.Options()
    options.runsDirectory = folder.file("runs")
    run = SlowRun(
      path: try folder.write(
        ExperimentText.xor.with("dataset: slow", "iterations: 5").text, to: "slow.yaml"),
      dataset: try folder.read(.xor).experiment.loader.component.load(seed: 0), options: options)
  }

  @Test(
    "It is reported, and trained again only if that is asked for",
    arguments: [(false, .alreadyComplete), (true, .completed)] as [(Bool, RunReport.Status)])
  func isReported(force: Bool, expected: RunReport.Status) throws {
    let other = run
    let status = try run.status(force: force) {
      let first = try other.status()
      #expect(first == .completed)
    }
    #expect(status == expected)
    #expect(try run.status() == .alreadyComplete)
  }
}
