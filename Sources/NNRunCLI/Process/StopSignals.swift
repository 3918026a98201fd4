import NNExperiment
import NNFiles
import Platform
import Synchronization

/// Stops a training after a checkpoint when SIGINT, SIGTERM, SIGHUP, or SIGUSR1 or SIGUSR2 arrives,
/// which batch systems send before the time is up. A second signal ends
/// the process at once, and so does the first one if nothing is being trained.
///
/// A signal right after the first one does not count as a second one: `timeout` sends its signal
/// both to the process and to its group.
///
/// An instance must be created before other threads are (`Signal.receive`).
final class StopSignals: Sendable {
  private let request: StopRequest
  private let received = Atomic<Int32>(0)
  private let first = Mutex<ContinuousClock.Instant?>(nil)
  /// Signals within this time of the first one belong to it: nobody presses Ctrl-C twice as fast.
  private static let oneRequest = Duration.milliseconds(200)

  /// Waits for signals from now on, except for those that the process ignores, as under `nohup`.
  init(_ request: StopRequest) {
    self.request = request
    Signal.receive([SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2]) { [self] in didReceive($0) }
  }

  /// Whether a signal has arrived.
  var wasReceived: Bool { received.load(ordering: .sequentiallyConsistent) != 0 }

  /// Ends the process by SIGINT or SIGHUP if one of them has arrived: a shell ends a loop only if
  /// the command in it was ended by the signal.
  func dieIfInterrupted() {
    let number = received.load(ordering: .sequentiallyConsistent)
    if number == SIGINT || number == SIGHUP { Signal.die(of: number) }
  }

  private func didReceive(_ number: Int32) {
    let now = ContinuousClock.now
    let first = first.withLock { first in
      defer { first = first ?? now }
      return first
    }
    if let first {
      if now - first > Self.oneRequest { Signal.die(of: number) }
      return
    }
    received.store(number, ordering: .sequentiallyConsistent)
    if request.request() { return }
    // Nothing was being trained, so nothing is lost.
    Console.writeNote("stopped; repeat the command\n")
    if [SIGINT, SIGHUP].contains(number) { Signal.die(of: number) }
    TemporaryPaths.removeAll { _exit(ExitStatus.tryAgain.rawValue) }
  }
}
