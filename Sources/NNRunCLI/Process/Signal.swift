import NNCore
import NNFiles
import Platform

/// Signals of the operating system.
enum Signal {
  /// Whether the process ignores a signal. It does so from its start if whoever started it wants
  /// that, as `nohup` does.
  static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    sigaction(number, nil, &action)
    return unsafeBitCast(action.__sigaction_handler.sa_handler, to: Int.self)
      == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  /// Has a thread of its own receive signals from now on, except for those that the process
  /// ignores. It may do what a signal handler may not.
  ///
  /// The signals are blocked in all threads, so this must be called before others are created.
  ///
  /// - Parameters:
  ///   - numbers: the signals
  ///   - body: is called with each that arrives
  static func receive(_ numbers: [Int32], _ body: @escaping @Sendable (Int32) -> Void) {
    let watched = numbers.filter { !isIgnored($0) }
    guard !watched.isEmpty else { return }
    var blocked = set(of: watched)
    pthread_sigmask(SIG_BLOCK, &blocked, nil)
    let isStarted = SystemThread.start(stackSize: 256 << 10) {
      var set = set(of: watched)
      var number: Int32 = 0
      while true {
        if sigwait(&set, &number) == 0 { body(number) }
      }
    }
    if !isStarted { pthread_sigmask(SIG_UNBLOCK, &blocked, nil) }
  }

  /// Lets the signals that end processes do so only when temporary files are removed.
  static func removeTemporaryFilesAtEnd() {
    receive([SIGINT, SIGTERM, SIGHUP]) { die(of: $0) }
  }

  /// Removes temporary files, and ends the process by a signal, as if nobody had received it.
  static func die(of number: Int32) -> Never {
    TemporaryPaths.removeAll {
      // First for the handler that may have been set meanwhile: it erases the line of progress.
      var set = set(of: [number])
      pthread_sigmask(SIG_UNBLOCK, &set, nil)
      raise(number)
      signal(number, SIG_DFL)
      raise(number)
      // The first process of a container is not ended by a signal's default action.
      _exit(128 + number)
    }
  }

  private static func set(of numbers: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for number in numbers { sigaddset(&set, number) }
    return set
  }
}
