import NNConfig
import NNData
import NNFiles
import Synchronization
import TestSupport
import Testing

@testable import NNExperiment

/// A loader that counts how often its data are loaded.
private struct CountedLoader: DatasetLoader {
  let dataset: Dataset
  let count: Counter

  final class Counter: Sendable {
    let loads = Atomic<Int>(0)
  }

  func files() -> [String] { [] }

  func load(seed: UInt64) throws -> Dataset {
    count.loads.add(1, ordering: .relaxed)
    return dataset
  }
}

@Suite("Sweep: training")
struct SweepTrainingTests {
  private let folder: TemporaryFolder
  private let observer = TestSweepObserver()

  init() throws { folder = try TemporaryFolder() }

  private func train(_ sweep: Sweep, jobs: Int = 2, failsFast: Bool = false) throws -> SweepResult {
    var options = Runner.Options()
    options.runsDirectory = folder.file("runs")
    options.checkpointSeconds = .infinity
    options.linksLatest = false
    let check = try SweepCheck(sweep, threads: 2)
    let outcomes = try #require(
      try sweep.train(
        check,
        launcher: LocalLauncher(options: options, jobs: jobs, failsFast: failsFast),
        observer: observer))
    let result = try SweepResult(
      sweep, outcomes: outcomes, goal: check.goal, registry: Registry(), threads: 2)
    try result.save { Issue.record("\($0)") }
    return result
  }

  private func sweep(_ words: String...) throws -> Sweep {
    let declaration = try SweepDeclaration(
      path: folder.write(ExperimentText.xor.with("iterations: 5").text, to: "a.yaml"),
      words: words, options: SweepOptions(), registry: Registry())
    let sweep = try folder.found(declaration)
    try sweep.begin()
    return sweep
  }

  @Test("Trials that are the same experiment are trained once, and counted once")
  func repetitions() throws {
    let sweep = try sweep("eta=0.5,0.25,0.50,5e-1")
    #expect(sweep.trials.map(\.original) == [nil, nil, 1, 1])
    #expect(
      sweep.noteOnRepetitions == "trial 3 is the same experiment as trial 1, and 1 more are "
        + "repetitions, too; each is trained once")
    #expect(try train(sweep).count { !$0.isFailure } == 2)
    #expect(observer.ends.sorted() == [1, 2])
    let again = try self.sweep("eta=0.5,0.25,0.50,5e-1")
    #expect(again.missing.isEmpty)
    #expect(try train(again).count { !$0.isFailure } == 2)
    #expect(observer.ends.count == 2)
    #expect(try self.sweep("eta=1,2").noteOnRepetitions == nil)
    #expect(
      try self.sweep("eta=1,1").noteOnRepetitions
        == "trial 2 is the same experiment as trial 1; each is trained once")
  }

  @Test("The table of trials says how each ended, and keeps what was known before")
  func table() throws {
    let sweep = try sweep("eta=0.01,1e30", "activations=[identity, identity]", "loss=squared_error")
    let result = try train(sweep)
    #expect(result.count(\.isFailure) == 1)
    let name = "\(folder.relative(sweep.path))/trials.csv"
    func statuses() throws -> [Substring?] {
      try folder.text(name).split(separator: "\n").dropFirst().map { line in
        line.split(separator: ",", omittingEmptySubsequences: false).dropLast().last
      }
    }
    #expect(try statuses() == ["completed", "diverged"])
    // A sweep that is killed right after its beginning loses nothing.
    try folder.found(sweep.declaration).begin()
    #expect(try statuses() == ["completed", "diverged"])
  }

  @Test("A data set is loaded once for all trials that have it")
  func loads() throws {
    let counter = CountedLoader.Counter()
    let dataset = try folder.read(.xor).experiment.loader.component.load(seed: 0)
    var registry = Registry()
    try registry.add(
      Plugin<any DatasetLoader>("counted", summary: "data") { _ in
        CountedLoader(dataset: dataset, count: counter)
      })
    let path = try folder.write(
      ExperimentText.xor.with("dataset: counted", "iterations: 3").text, to: "a.yaml")
    let declaration = try SweepDeclaration(
      path: path, words: ["eta=1,2,3,4"], options: SweepOptions(), registry: registry)
    let sweep = try folder.found(declaration, registry: registry)
    try sweep.begin()
    let result = try train(sweep)
    #expect(result.count { !$0.isFailure } == 4)
    #expect(counter.loads.load(ordering: .relaxed) == 1)
  }

  @Test("An error of one trial leaves the others alone, unless they would fail, too")
  func failures() throws {
    // Of more than a thousand iterations, checks look at every third here.
    let fails = { (rate: Int) in "{schedule: formula, f: 'where(t == 2, \(rate), 0.1)'}" }
    let result = try train(
      sweep("iterations=3000", "eta=\(fails(-1)),0.1,\(fails(-2))"), jobs: 1)
    #expect(result.failures.map(\.trial.number) == [1, 3])
    #expect(result.unfinishedCount == 0)
    #expect(result.best?.number == 2)
    let blocked = try sweep("seed=1,2,3")
    try folder.write("", to: folder.relative(blocked.trials[0].path))
    let others = try train(blocked, jobs: 1)
    #expect(others.failures.map(\.trial.number) == [1])
    #expect(others.unfinishedCount == 0)
  }

  @Test("If it is to stop at once, the first failure ends the sweep")
  func failFast() throws {
    let result = try train(
      sweep("eta=0.01,1e30,0.02", "activations=[identity, identity]", "loss=squared_error"),
      jobs: 1, failsFast: true)
    #expect(observer.ends == [1, 2])
    #expect(result.unfinishedCount == 1)
  }

  @Test("A sweep that is asked to stop starts no more trials")
  func stopped() throws {
    let sweep = try sweep("eta=0.5,0.25")
    _ = observer.stop.request()
    let result = try train(sweep)
    #expect(observer.ends == [])
    #expect(result.unfinishedCount == 2)
    #expect(result.best == nil)
    #expect(result.command == nil)
  }

  @Test("The command of the best trial has all of its settings, as a shell takes them")
  func command() throws {
    let result = try train(sweep("eta=0.5,0.25", "structure=[2, 3, 1]", "seed=4"))
    let best = try #require(result.best)
    let eta = best.number == 1 ? "0.5" : "0.25"
    #expect(result.bestSettings == "eta=\(eta)")
    #expect(
      result.command.map(folder.relative)
        == "nnrun a.yaml eta=\(eta) 'structure=[2, 3, 1]' seed=4 --runs-dir runs")
    #expect(try folder.linkTarget("runs/latest") == FileSystem.name(of: best.path))
  }
}
