import NNData
import NNFiles
import Synchronization
import TestSupport
import Testing

@testable import NNExperiment

/// Ends trials as a script says: by rung, the cost of each trial, and the iteration after which it
/// is over if it stops early.
private final class ScriptedLauncher: SweepLauncher {
  /// How a trial ends at a rung.
  struct End {
    let cost: Double
    var completesAfter: Int?
    /// The stage, counted from 0, from which on it does not end any more, as if it were stopped.
    var isStoppedFrom = Int.max
  }

  /// The end of each trial.
  let ends: [Int: End]
  private let stages = Mutex<[[Int]]>([])

  init(_ ends: [Int: End]) { self.ends = ends }

  /// The trials that were trained at each rung.
  var launched: [[Int]] { stages.withLock { $0 } }

  func run(
    _ stage: SweepStage, _ check: SweepCheck, observer: any SweepObserver
  ) -> [Int: TrialOutcome]? {
    let place = stages.withLock { stages in
      stages.append(stage.trials.map(\.number).sorted())
      return stages.count - 1
    }
    var outcomes: [Int: TrialOutcome] = [:]
    for trial in stage.trials {
      guard let end = ends[trial.number], let span = stage.spans[trial.number],
        place < end.isStoppedFrom
      else { continue }
      let iteration = end.completesAfter ?? span.upperBound
      let isOver = end.completesAfter != nil || !stage.isPaused
      let metrics = Metrics(cost: end.cost, quality: .classification(accuracy: 0.5))
      var report = RunReport(
        run: trial.path, status: isOver ? .completed : .paused, iterations: iteration,
        cost: end.cost, parameters: 1, trainSeconds: 0, totalSeconds: 0,
        metrics: isOver ? BySplit(train: metrics, validation: nil, test: nil) : nil,
        stoppedEarly: nil, bestIteration: nil, fault: nil, warnings: [])
      if !isOver { report.atPause = SetMetrics(split: .train, metrics: metrics) }
      outcomes[trial.number] = .ended(report)
    }
    return outcomes
  }
}

@Suite("Successive halving: training")
struct HalvingTrainingTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func sweep(_ words: String = "eta=0.1,0.2,0.3,0.4") throws -> Sweep {
    let sweep = try folder.found(
      folder.sweep(
        of: .xor.with("iterations: 90"), words,
        options: .with {
          $0.halving = 2
          $0.goal = try? Goal("min:train.cost")
        }))
    try sweep.begin()
    return sweep
  }

  private func train(_ launcher: ScriptedLauncher) throws -> [Int: TrialOutcome] {
    let sweep = try sweep()
    return try #require(
      try sweep.train(
        SweepCheck(sweep, threads: 1), launcher: launcher, observer: TestSweepObserver()))
  }

  @Test("The best half of the trials advances from each rung, the others stay paused")
  func rungs() throws {
    let launcher = ScriptedLauncher([
      1: .init(cost: 4), 2: .init(cost: 2), 3: .init(cost: 3), 4: .init(cost: 1),
    ])
    let outcomes = try train(launcher)
    #expect(launcher.launched == [[1, 2, 3, 4], [2, 4], [4]])
    #expect(
      (1...4).map { outcomes[$0]?.status } == ["paused", "paused", "paused", "completed"])
  }

  @Test("A trial that stopped early competes with its result, and is not trained again")
  func early() throws {
    let launcher = ScriptedLauncher([
      1: .init(cost: 4), 2: .init(cost: 1, completesAfter: 5), 3: .init(cost: 3),
      4: .init(cost: 2),
    ])
    let outcomes = try train(launcher)
    #expect(launcher.launched == [[1, 2, 3, 4], [4]])
    #expect(
      (1...4).map { outcomes[$0]?.status } == ["paused", "completed", "paused", "paused"])
    // What decided is kept, and decides again.
    let again = ScriptedLauncher([:])
    _ = try train(again)
    #expect(again.launched == [[2]])
  }

  @Test("A trial that is stopped at a rung has no value there, and is trained to it the next time")
  func stopped() throws {
    let launcher = ScriptedLauncher([
      1: .init(cost: 4), 2: .init(cost: 2), 3: .init(cost: 3),
      4: .init(cost: 1, isStoppedFrom: 1),
    ])
    let outcomes = try train(launcher)
    #expect(launcher.launched == [[1, 2, 3, 4], [2, 4]])
    #expect(outcomes[4] == nil)
    let again = ScriptedLauncher([2: .init(cost: 2), 4: .init(cost: 1)])
    _ = try train(again)
    #expect(again.launched == [[4], [4]])
  }

  @Test("A trial that is paused for another goal is measured again")
  func otherGoal() throws {
    let trial = try sweep().trials[0]
    let metrics = Metrics(cost: 1, quality: .classification(accuracy: 1)).json
    try folder.write(
      JSONValue.object([
        ("status", .string("paused")), ("iterations", .integer(5)), ("parameters", .integer(1)),
        ("train_seconds", .integer(0)), ("total_seconds", .integer(0)),
        ("identity", .string(trial.run.identity.digest)), ("test", metrics),
      ]).text, to: "\(folder.relative(trial.path))/run.json")
    #expect(trial.reportOfPause(from: 5, for: try Goal("min:test.cost")) != nil)
    #expect(trial.reportOfPause(from: 6, for: try Goal("min:test.cost")) == nil)
    #expect(trial.reportOfPause(from: 5, for: try Goal("max:validation.accuracy")) == nil)
  }

  @Test("A complete trial competes where means are taken over it and others")
  func completeMember() throws {
    var options = Runner.Options()
    options.runsDirectory = folder.file("runs")
    func sweep() throws -> Sweep {
      let sweep = try folder.found(
        folder.sweep(
          of: .xor.with("iterations: 90"), "eta=0.1,0.2", "seed=1,2",
          options: .with {
            $0.halving = 2
            $0.goal = try? Goal("min:train.cost")
            $0.over = ["seed"]
          }))
      try sweep.begin()
      return sweep
    }
    _ = try Runner(options: options).train(sweep().trials[0].run)
    let launcher = ScriptedLauncher([
      2: .init(cost: 1e-9), 3: .init(cost: 1e-6), 4: .init(cost: 1e-6),
    ])
    let now = try sweep()
    _ = try now.train(
      SweepCheck(now, threads: 1), launcher: launcher, observer: TestSweepObserver())
    // The mean over the first pair has the cost of the complete trial in it.
    #expect(launcher.launched == [[2, 3, 4], [3, 4]])
  }

  @Test("Without a goal, the measure is one that all trials have")
  func goal() throws {
    let candidates: [Goal.Candidate] = [
      ([.train, .validation], .classification), ([.train, .test], .classification),
    ]
    #expect(Goal(ofAll: candidates)?.text == "max:train.accuracy")
    #expect(Goal(ofAll: Array(candidates.prefix(1)))?.text == "max:validation.accuracy")
    #expect(Goal(ofAll: candidates + [([.train], .regression)])?.text == "min:train.cost")
    #expect(Goal(ofAll: [])?.text == nil)
  }
}
