import NNCore
import NNExperiment
import NNFiles
import Synchronization

/// Shows what a sweep does: on a terminal, a live line for each trial that is being trained and one
/// for all of them; elsewhere, a plain line for each trial that ends.
final class SweepConsole: SweepObserver {
  let stop: StopRequest
  private let console: Console
  private let isLive: Bool
  private let state: Mutex<SweepDisplay>

  /// Shows a sweep on standard error.
  ///
  /// - Parameters:
  ///   - console: where notes and progress go
  ///   - sweep: the sweep
  ///   - goal: what makes a trial the best
  ///   - stop: asks all trainings to stop
  init(_ console: Console, sweep: Sweep, goal: Goal?, stop: StopRequest) {
    self.console = console
    self.stop = stop
    isLive = !console.isQuiet && Terminal.canRedraw
    state = Mutex(SweepDisplay(sweep, goal: goal))
  }

  func note(_ text: String) { state.withLock { write(text, &$0) } }

  func willBegin(_ stage: SweepStage) {
    state.withLock { display in
      display.begin(stage)
      if let name = stage.name, !stage.trials.isEmpty {
        write("\(name): \(counted(stage.trials.count, "trial"))", &display)
      }
    }
  }

  func show(status: String) {
    guard isLive else { return }
    state.withLock { display in
      display.status = status
      redraw(&display)
    }
  }

  func willTrain(_ trial: SweepTrial) -> any RunObserver {
    guard isLive else { return NoObserver() }
    state.withLock { $0.begin(trial) }
    return TrialProgress(trial: trial.number) { [self] number, line in
      state.withLock { display in
        display.update(number, line)
        redraw(&display)
      }
    }
  }

  func didEnd(_ trial: SweepTrial, _ outcome: TrialOutcome) {
    state.withLock { display in
      display.end(trial, outcome)
      // The table at the end has the results.
      if !isLive || outcome.isFailure {
        write(display.line(trial, outcome), &display)
      }
    }
  }

  private func write(_ line: String, _ display: inout SweepDisplay) {
    guard isLive, display.isShown, Terminal.isInForeground else { return console.note(line) }
    Terminal.insert(line, above: display.lines(columns: Terminal.columns, rows: Terminal.rows))
  }

  private func redraw(_ display: inout SweepDisplay) {
    // In the background, the terminal belongs to another process.
    guard display.isDue, Terminal.isInForeground else { return }
    display.show()
    Terminal.redraw(display.lines(columns: Terminal.columns, rows: Terminal.rows))
  }

  /// Trains, and removes what is shown when that returns, so that results can be printed.
  ///
  /// - Throws: what the training throws
  func during<Result>(_ training: () throws -> Result) rethrows -> Result {
    defer { state.withLock { $0.end() } }
    return try training()
  }
}

/// Observes the training of a trial, and passes on what is to be shown.
private final class TrialProgress: RunObserver {
  private let trial: Int
  private let update: @Sendable (Int, ProgressLine) -> Void
  /// The progress from the first iteration on, which says how many there are.
  private let meter = Mutex<ProgressMeter?>(nil)

  init(trial: Int, update: @escaping @Sendable (Int, ProgressLine) -> Void) {
    self.trial = trial
    self.update = update
  }

  func didFinish(_ step: TrainingStep, cost: Double) {
    let line = meter.withLock { meter in
      if meter == nil { meter = ProgressMeter(iterations: step.iterations) }
      return meter?.line(iteration: step.iteration, cost: cost)
    }
    if let line { update(trial, line) }
  }
}
