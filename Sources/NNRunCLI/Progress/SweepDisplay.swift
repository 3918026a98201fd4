import NNData
import NNExperiment
import NNFiles

/// The lines that show the progress of a sweep: one for each trial that is being trained, and one
/// for all trials.
///
///     eta=0.1 batch_size=32   42% [=====>       ]   4200/10000   2913/s   0:02 left  cost 0.04123
///     eta=0.3 batch_size=32   13% [=>           ]   1300/10000   2907/s   0:03 left  cost 0.07202
///     12 of 64 trials [=====>                   ]  1:41 left  best test.accuracy 97.97 % (trial 7)
struct SweepDisplay {
  /// A trial that is being trained.
  private struct Row {
    let trial: SweepTrial
    var line: ProgressLine?
  }

  private var count = 0
  private var stage: SweepStage?
  private var start = ContinuousClock.now
  private let goal: Goal?
  private var best: (trial: Int, value: Double)?
  private var done = 0
  private var failed = 0
  private var workDone = 0.0
  private var running: [Row] = []
  /// What trainings on other machines do.
  var status: String?
  private var eraser: LineEraser?
  private var lastDrawing: ContinuousClock.Instant?

  /// The fewest seconds between two drawings.
  private static let interval = Duration.seconds(ProgressPace.interval)

  /// The display of a sweep.
  ///
  /// - Parameters:
  ///   - sweep: the sweep
  ///   - goal: what makes a trial the best
  init(_ sweep: Sweep, goal: Goal?) {
    count = sweep.originals.count
    self.goal = goal
    for trial in sweep.originals {
      if let outcome = sweep.earlier[trial.number] { take(trial, outcome) }
    }
  }

  /// A stage begins.
  mutating func begin(_ stage: SweepStage) {
    self.stage = stage
    start = ContinuousClock.now
    workDone = 0
    running = []
    if stage.name != nil {
      count = stage.trials.count
      done = 0
    }
  }

  /// A trial begins.
  mutating func begin(_ trial: SweepTrial) { running.append(Row(trial: trial)) }

  /// A trial has got further.
  mutating func update(_ trial: Int, _ line: ProgressLine) {
    guard let place = running.firstIndex(where: { $0.trial.number == trial }) else { return }
    running[place].line = line
  }

  /// A trial has ended.
  mutating func end(_ trial: SweepTrial, _ outcome: TrialOutcome) {
    running.removeAll { $0.trial.number == trial.number }
    workDone += stage?.work[trial.number] ?? 0
    take(trial, outcome)
  }

  private mutating func take(_ trial: SweepTrial, _ outcome: TrialOutcome) {
    if outcome.isFailure { failed += 1 }
    guard case .ended(let report) = outcome else {
      done += 1
      return
    }
    if report.status == .interrupted { return }
    done += 1
    if report.status == .paused { return }
    guard let goal, let value = goal.value(of: report) else { return }
    if best.map({ goal.prefers(value, to: $0.value) }) ?? true { best = (trial.number, value) }
  }

  /// Whether lines are on the terminal.
  var isShown: Bool { eraser != nil }

  /// Whether it is time to draw them again.
  var isDue: Bool { lastDrawing.map { ContinuousClock.now - $0 >= Self.interval } ?? true }

  /// The lines are about to be drawn.
  mutating func show() {
    if eraser == nil { eraser = LineEraser() }
    lastDrawing = ContinuousClock.now
  }

  /// Erases the lines.
  mutating func end() {
    eraser?.erase()
    eraser = nil
  }

  /// The lines.
  ///
  /// - Parameters:
  ///   - columns: the width of the terminal
  ///   - rows: its height
  /// - Returns: fewer lines than there are rows, each with fewer characters than there are columns
  func lines(columns: Int, rows: Int) -> [String] {
    let shown = running.prefix(max(0, rows - 3))
    let width = min(columns / 3, shown.map(\.trial.label.count).max() ?? 0)
    let lines = shown.map { row in
      let label = row.trial.label.shortened(to: max(width, 8))
      let start = label + String(repeating: " ", count: max(0, width - label.count))
      let progress = row.line?.text(columns: columns - width - 1) ?? ""
      return String("\(start) \(progress)".prefix(max(0, columns - 1)))
    }
    return lines + [summary(columns: columns)]
  }

  /// The line for all trials.
  private func summary(columns: Int) -> String {
    let front = "\(done) of \(counted(count, "trial"))"
    var parts = ([status] + ["\(timeLeft) left"]).compactMap { $0 }
    if let best, let goal {
      parts.append(
        "best \(goal.key) \(RunComparison.rounding(goal.key)?(best.value) ?? "\(best.value)") (trial \(best.trial))"
      )
    }
    if failed > 0 { parts.append("\(failed) failed") }
    let back = parts.joined(separator: "  ")
    let bar = ProgressLine.bar(room: columns - 3 - front.count - back.count) { whole in
      Int(Double(whole) * share)
    }
    let line = bar.isEmpty ? "\(front)  \(back)" : "\(front) \(bar) \(back)"
    return String(line.prefix(max(0, columns - 1)))
  }

  /// The share of the work that is done, of all that was to be done when the sweep began.
  private var share: Double {
    guard let stage else { return 0 }
    let begun = running.reduce(0.0) { sum, row in
      guard let line = row.line, let span = stage.spans[row.trial.number] else { return sum }
      // A trial that begins again is before its span for a while.
      let part = Double(line.iteration - span.lowerBound) / Double(max(1, span.count))
      return sum + max(0, part) * (stage.work[row.trial.number] ?? 0)
    }
    let totalWork = stage.work.values.reduce(0, +)
    return totalWork > 0 ? min(1, (workDone + begun) / totalWork) : 1
  }

  private var timeLeft: String {
    let seconds = (ContinuousClock.now - start) / .seconds(1)
    return share > 0.001 ? (seconds * (1 - share) / share).clockText : "-:--"
  }

  /// The line about a trial that has ended.
  func line(_ trial: SweepTrial, _ outcome: TrialOutcome) -> String {
    let label = trial.text.isEmpty ? "" : " \(trial.text)"
    let start = "[\(done)/\(count)]\(label): "
    switch outcome {
    case .failed(let error): return "\(start)failed: \(error)"
    case .dropped: return "\(start)paused"
    case .ended(let report):
      return start + (report.decisiveMetrics.map { "\($0.text), " } ?? "") + report.headline
    }
  }
}

extension SweepTrial {
  /// What a line about the trial begins with: the settings that not all trials have.
  var label: String { difference.isEmpty ? "trial \(number)" : text }
}
