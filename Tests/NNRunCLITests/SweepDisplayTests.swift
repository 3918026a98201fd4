import NNData
import NNExperiment
import NNFiles
import TestSupport
import Testing

@testable import NNRunCLI

@Suite("The live lines of a sweep")
struct SweepDisplayTests {
  private let folder: TemporaryFolder
  private let sweep: Sweep

  init() throws {
    folder = try TemporaryFolder()
    sweep = try Self.sweep(["eta=0.1,0.01,0.001", "seed=1,2"], in: folder)
  }

  private static func sweep(_ words: [String], in folder: TemporaryFolder) throws -> Sweep {
    let text = """
      structure: [2, 1]
      activations: [sigmoid]
      loss: binary_cross_entropy
      iterations: 5
      dataset: {loader: inline, inputs: [[0, 1], [1, 0]], targets: [0, 1]}

      """
    let declaration = try SweepDeclaration(
      path: folder.write(text, to: "a.yaml"), words: words,
      options: SweepOptions(), registry: Registry())
    return try Sweep(
      SweepPlan(declaration, limit: 100, registry: Registry(), threads: 1),
      in: folder.file("runs"), threads: 1)
  }

  private func line(_ iteration: Int) -> ProgressLine {
    ProgressLine(iteration: iteration, iterations: 10_000, cost: 0.0412345, rate: 2913)
  }

  /// The lines, with a fixed word for the time that all trials take.
  private func lines(_ display: SweepDisplay, columns: Int, rows: Int = 24) -> [String] {
    var lines = display.lines(columns: columns, rows: rows)
    lines[lines.count - 1].replace(#/[-\d]+:[-\d]+ left/#, with: "TIME left")
    return lines
  }

  private var goal: Goal? { try? Goal("max:train.accuracy") }

  /// Two trials are being trained.
  private var display: SweepDisplay {
    var display = SweepDisplay(sweep, goal: goal)
    for number in [1, 4] { display.begin(sweep.trials[number - 1]) }
    display.update(1, line(4200))
    return display
  }

  @Test("A line for each trial that is trained has its settings in a column, and its progress")
  func wide() {
    #expect(
      lines(display, columns: 100) == [
        "eta=0.1 seed=1   42% [=========>                ]   4200/10000   2913/s   0:02 left  cost 0.04123",
        "eta=0.01 seed=2 ", "0 of 6 trials [                                      ] TIME left",
      ])
  }

  @Test(
    "Each width shows what it has room for",
    arguments: [
      (70, "eta=0.1 seed=1   42%   4200/10000   0:02 left  cost 0.04123", "eta=0.01 seed=2 "),
      (40, "eta=0...eed=1  42% cost 0.04123", "eta=0...eed=2 "),
      (20, "eta...=1  42% cost ", "eta...=2 "), (8, "eta...=", "eta...="), (1, "", ""),
    ])
  func narrow(columns: Int, first: String, second: String) {
    let found = lines(display, columns: columns)
    #expect(found.prefix(2) == [first, second])
    #expect(found.count == 3)
  }

  @Test("No line is as wide as the terminal, and there are fewer than it has rows")
  func fits() {
    var display = SweepDisplay(sweep, goal: goal)
    for trial in sweep.trials {
      display.begin(trial)
      display.update(trial.number, line(9_999))
    }
    for columns in 1...130 {
      for rows in 1...12 {
        let lines = display.lines(columns: columns, rows: rows)
        #expect(lines.allSatisfy { $0.count < columns }, "\(columns) columns: \(lines)")
        #expect(lines.count == min(6, max(0, rows - 3)) + 1, "\(rows) rows")
      }
    }
  }

  @Test("Without settings that differ, trials have numbers")
  func single() throws {
    let sweep = try Self.sweep(["eta=0.1"], in: folder)
    var display = SweepDisplay(sweep, goal: goal)
    display.begin(sweep.trials[0])
    #expect(lines(display, columns: 80)[0] == "trial 1 ")
  }

  /// Trains a trial by itself.
  private func train(_ trial: SweepTrial) throws -> RunReport {
    var options = Runner.Options()
    options.runsDirectory = folder.file("runs")
    return try Runner(options: options).run(
      ExperimentFile(
        path: folder.file("a.yaml"), overrides: trial.overrides, registry: Registry()),
      observer: NoObserver())
  }

  @Test("The last line counts trials and failures, and names the best one so far")
  func summary() throws {
    var display = display
    let report = try train(sweep.trials[0])
    display.end(sweep.trials[0], .ended(report))
    let result = try #require(report.metrics?.train.text)
    let accuracy = try #require(result.split(separator: "  ").last)
    let best = "best train.\(accuracy) (trial 1)"
    let one = lines(display, columns: 120)
    #expect(one.count == 2)
    #expect(
      one[1].hasPrefix("1 of 6 trials [") && one[1].hasSuffix("] TIME left  \(best)"), "\(one)")
    display.end(sweep.trials[3], .failed(FileError.notFound("a.csv", hint: nil)))
    let two = lines(display, columns: 120)
    #expect(two.count == 1)
    #expect(two[0].hasSuffix("] TIME left  \(best)  1 failed"), "\(two)")
    #expect(
      display.line(sweep.trials[3], .failed(FileError.notFound("a.csv", hint: nil)))
        == "[2/6] eta=0.01 seed=2: failed: a.csv: does not exist")
    #expect(
      display.line(sweep.trials[0], .ended(report))
        .hasPrefix("[2/6] eta=0.1 seed=1: \(result), \(report.run): completed 5 iterations in "))
  }

  @Test("Trials that were trained before are counted, and can be the best")
  func earlier() throws {
    _ = try train(sweep.trials[4])
    let again = try Self.sweep(["eta=0.1,0.01,0.001", "seed=1,2"], in: folder)
    let found = lines(SweepDisplay(again, goal: goal), columns: 120)
    #expect(found.count == 1)
    #expect(found[0].hasPrefix("1 of 6 trials ["))
    #expect(found[0].hasSuffix(" % (trial 5)"), "\(found)")
  }
}
