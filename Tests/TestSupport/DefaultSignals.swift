import Foundation

/// Handlers are the whole process's, and tests run side by side.
private let lock = NSLock()

/// Calls `body` with nothing blocked or ignored of what ends a program, as in a terminal.
///
/// Programs inherit both: from the threads that tests run on, which block signals, and from a shell
/// that runs tests in its background, where interrupts are ignored.
///
/// - Parameter body: starts a program
/// - Returns: what it returns
/// - Throws: what it throws
public func withDefaultSignals<Result>(_ body: () throws -> Result) rethrows -> Result {
  lock.lock()
  defer { lock.unlock() }
  var signals = sigset_t()
  sigemptyset(&signals)
  for number in [SIGINT, SIGTERM] { sigaddset(&signals, number) }
  var blocked = sigset_t()
  pthread_sigmask(SIG_UNBLOCK, &signals, &blocked)
  let handlers = [SIGINT, SIGTERM].map { ($0, signal($0, SIG_DFL)) }
  defer {
    for (number, handler) in handlers { signal(number, handler) }
    pthread_sigmask(SIG_SETMASK, &blocked, nil)
  }
  return try body()
}
