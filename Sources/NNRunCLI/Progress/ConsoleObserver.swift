import NNCore
import NNExperiment
import Synchronization

/// Observes the training of a command: notes, evaluations and progress go to the console, and
/// signals ask the training to stop.
final class ConsoleObserver: RunObserver {
  let stop: StopRequest?
  private let console: Console
  private let showsEvaluations: Bool
  /// The progress from the first iteration on, which says how many there are.
  private let progress = Mutex<(any Progress)?>(nil)

  /// Shows notes and progress on standard error: a live line on a terminal, plain lines elsewhere.
  ///
  /// - Parameters:
  ///   - console: where notes and progress go
  ///   - evaluateEvery: the iterations between evaluations, each of which is shown; if it is 0, the
  ///     only one is that at the end, which is the result
  ///   - stop: asks the training to stop
  init(_ console: Console, evaluateEvery: Int, stop: StopRequest) {
    self.console = console
    showsEvaluations = evaluateEvery > 0
    self.stop = stop
  }

  func note(_ text: String) { write(text) }

  func didFinish(_ step: TrainingStep, cost: Double) {
    progress.withLock { progress in
      if progress == nil { progress = newProgress(iterations: step.iterations) }
      progress?.show(iteration: step.iteration, cost: cost)
    }
  }

  private func newProgress(iterations: Int) -> any Progress {
    !console.isQuiet && Terminal.canRedraw
      ? ProgressBar(iterations: iterations)
      : ProgressTenths(iterations: iterations, console: console)
  }

  func didEvaluate(_ metrics: TrainingMetrics) {
    if showsEvaluations { write(metrics.line) }
  }

  private func write(_ line: String) {
    progress.withLock { progress in
      if let progress { progress.write(line) } else { console.note(line) }
    }
  }

  /// Runs a training, and ends its progress when it returns, so that results can be printed.
  ///
  /// - Throws: what the training throws
  func during<Result>(_ training: () throws -> Result) rethrows -> Result {
    defer { progress.withLock { $0?.end() } }
    return try training()
  }
}
