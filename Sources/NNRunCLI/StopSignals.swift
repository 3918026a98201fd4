import NNExperiment
import NNFiles
import Platform
import Synchronization

/// Lets a training stop behind a checkpoint when SIGINT, SIGTERM or SIGHUP comes; another one ends the process
/// at once, as the first one does while nothing is trained.
///
/// Those that come right after the first one do not count: `timeout` sends its signal to the process
/// and to its group.
///
/// The signals are blocked in all threads, so this must be made before other threads are, and one
/// thread waits for them: it may do what a signal's handler may not.
final class StopSignals: Sendable {
  private let request: StopRequest
  private let received = Atomic<Int32>(0)
  private let watched: [Int32]
  /// Nobody types twice in so short a time.
  private static let oneRequest = Duration.milliseconds(200)

  /// Waits for signals from now on, but for those that whoever started this process wants ignored,
  /// as nohup does.
  init(_ request: StopRequest) {
    self.request = request
    watched = [SIGINT, SIGTERM, SIGHUP].filter { !Signal.isIgnored($0) }
    guard !watched.isEmpty else { return }
    var set = Self.set(of: watched)
    pthread_sigmask(SIG_BLOCK, &set, nil)
    var thread = pthread_t()
    let reference = Unmanaged.passRetained(self)
    let failure = pthread_create(
      &thread, nil,
      { argument in
        if let argument { Unmanaged<StopSignals>.fromOpaque(argument).takeRetainedValue().wait() }
        return nil
      }, reference.toOpaque())
    if failure == 0 {
      pthread_detach(thread)
    } else {
      reference.release()
      pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }
  }

  /// Ends the process if SIGINT or SIGHUP has come: of these it dies, so that a shell's loop around it
  /// ends too.
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
      // Nothing is lost, and the same command starts again.
      if number == SIGTERM { _exit(ExitStatus.tryAgain.rawValue) }
      Self.die(of: number)
    }
  }

  private static func die(of number: Int32) {
    // A handler that was set meanwhile still does its part: it leaves the terminal tidy.
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
