import Foundation

/// Signal handlers belong to the whole process, and tests run side by side.
private let lock = NSLock()

/// The signals that end programs in everyday use.
private let endings = [SIGINT, SIGTERM, SIGPIPE]

/// Calls `body` while no signal that ends programs is blocked or ignored, as in a terminal.
///
/// Programs inherit both: from the threads that tests run on, which block signals (a shell whose
/// children end unnoticed waits for ever), and from a shell that runs tests in its background,
/// where interrupts are ignored.
///
/// - Parameter body: starts a program
/// - Returns: what it returns
/// - Throws: what it throws
func withDefaultSignals<Result>(_ body: () throws -> Result) rethrows -> Result {
  lock.lock()
  defer { lock.unlock() }
  var signals = sigset_t()
  sigfillset(&signals)
  var blocked = sigset_t()
  pthread_sigmask(SIG_UNBLOCK, &signals, &blocked)
  let handlers = endings.map { ($0, signal($0, SIG_DFL)) }
  defer {
    for (number, handler) in handlers { signal(number, handler) }
    pthread_sigmask(SIG_SETMASK, &blocked, nil)
  }
  return try body()
}
