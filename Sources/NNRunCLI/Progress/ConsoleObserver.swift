import NNCore
import NNExperiment
import Synchronization

/// Observes the training of a command: notes, evaluations and progress go to the console, and
/// signals ask the training to stop.
final class ConsoleObserver: RunObserver {
  let stop: StopRequest?
  private let showsEvaluations: Bool
  private let progress: Mutex<any Progress>

  /// Shows notes and progress on standard error: a live line on a terminal, plain lines elsewhere.
  ///
  /// - Parameters:
  ///   - console: where notes and progress go
  ///   - iterations: the iterations of the training
  ///   - evaluateEvery: the iterations between evaluations, each of which is shown; if it is 0, the
  ///     only one is that at the end, which is the result
  ///   - stop: asks the training to stop
  init(_ console: Console, iterations: Int, evaluateEvery: Int, stop: StopRequest) {
    showsEvaluations = evaluateEvery > 0
    self.stop = stop
    progress = Mutex(
      !console.isQuiet && Terminal.canRedraw
        ? ProgressBar(iterations: iterations)
        : ProgressTenths(iterations: iterations, console: console))
  }

  func note(_ text: String) { progress.withLock { $0.write(text) } }

  func didFinish(_ step: TrainingStep, cost: Double) {
    progress.withLock { $0.show(iteration: step.iteration, cost: cost) }
  }

  func didEvaluate(_ metrics: TrainingMetrics) {
    if showsEvaluations { progress.withLock { $0.write(metrics.line) } }
  }

  /// Runs a training, and ends its progress when it returns, so that results can be printed.
  ///
  /// - Throws: what the training throws
  func during<Result>(_ training: () throws -> Result) rethrows -> Result {
    defer { progress.withLock { $0.end() } }
    return try training()
  }
}
