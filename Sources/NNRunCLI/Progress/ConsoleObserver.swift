import NNCore
import NNExperiment
import Synchronization

/// Observes the training of a command: notes and progress go to the console, and signals ask the
/// training to stop.
final class ConsoleObserver: RunObserver {
  let stop: StopRequest?
  private let console: Console
  private let progress: Mutex<any Progress>

  /// Shows notes and progress on standard error: a live line on a terminal, plain lines elsewhere.
  ///
  /// - Parameters:
  ///   - console: where notes and progress go
  ///   - iterations: the iterations of the training
  ///   - stop: asks the training to stop
  init(_ console: Console, iterations: Int, stop: StopRequest) {
    self.console = console
    self.stop = stop
    progress = Mutex(
      !console.isQuiet && Terminal.canRedraw
        ? ProgressBar(iterations: iterations)
        : ProgressTenths(iterations: iterations, console: console))
  }

  func note(_ text: String) { console.note(text) }

  func didFinish(_ step: TrainingStep, cost: Double) {
    progress.withLock { $0.show(iteration: step.iteration, cost: cost) }
  }

  /// Runs a training, and ends its progress when it returns, so that results can be printed.
  ///
  /// - Throws: what the training throws
  func during<Result>(_ training: () throws -> Result) rethrows -> Result {
    defer { progress.withLock { $0.end() } }
    return try training()
  }
}
