import NNCore
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
/// The signals are blocked in all threads, so an instance must be created before other threads are.
/// One thread waits for them, which may do what a signal handler may not.
final class StopSignals: Sendable {
  private let request: StopRequest
  private let received = Atomic<Int32>(0)
  private let watched: [Int32]
  /// Signals within this time of the first one belong to it: nobody presses Ctrl-C twice as fast.
  private static let oneRequest = Duration.milliseconds(200)

  /// Waits for signals from now on, except for those that the process ignores, as under `nohup`.
  init(_ request: StopRequest) {
    self.request = request
    watched = [SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2].filter { !Signal.isIgnored($0) }
    guard !watched.isEmpty else { return }
    var set = Self.set(of: watched)
    pthread_sigmask(SIG_BLOCK, &set, nil)
    if !SystemThread.start(stackSize: 256 << 10, { [self] in wait() }) {
      pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }
  }

  /// Whether a signal has arrived.
  var wasReceived: Bool { received.load(ordering: .sequentiallyConsistent) != 0 }

  /// Ends the process by SIGINT or SIGHUP if one of them has arrived: a shell ends a loop only if
  /// the command in it was ended by the signal.
  func dieIfInterrupted() {
    let number = received.load(ordering: .sequentiallyConsistent)
    if number == SIGINT || number == SIGHUP { Self.die(of: number) }
  }

  private func wait() {
    var set = Self.set(of: watched)
    var number: Int32 = 0
    var first: ContinuousClock.Instant?
    while true {
      guard sigwait(&set, &number) == 0 else { continue }
      let now = ContinuousClock.now
      if let first {
        if now - first > Self.oneRequest { Self.die(of: number) }
        continue
      }
      first = now
      received.store(number, ordering: .sequentiallyConsistent)
      if request.request() { continue }
      // Nothing was being trained, so nothing is lost.
      Console.writeNote("stopped; repeat the command\n")
      if ![SIGINT, SIGHUP].contains(number) { _exit(ExitStatus.tryAgain.rawValue) }
      Self.die(of: number)
    }
  }

  private static func die(of number: Int32) {
    // First for the handler that may have been set meanwhile: it erases the line of progress.
    var set = set(of: [number])
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    raise(number)
    signal(number, SIG_DFL)
    raise(number)
  }

  private static func set(of numbers: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in numbers { sigaddset(&set, number) }
    return set
  }
}
