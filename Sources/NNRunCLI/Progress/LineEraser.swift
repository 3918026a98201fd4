import Platform

/// Erases the terminal's current line and those below it, the lines of progress, also if a signal
/// ends the process.
///
/// The signal then takes its default action: a shell ends a loop only if the command in it was
/// ended by the signal.
struct LineEraser {
  private typealias Handler = @convention(c) (Int32) -> Void

  /// The signals with which users and terminals end processes.
  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  private let handled: [Int32]

  /// Handles these signals from now on.
  init() {
    let handler: Handler = { number in
      // Async-signal-safe calls only: nothing here allocates memory or takes a lock.
      LineEraser.writeErasure()
      signal(number, SIG_DFL)
      raise(number)
    }
    // Signals that are ignored, as under nohup, must not end the process.
    handled = Self.signals.filter { !Signal.isIgnored($0) }
    for number in handled { signal(number, handler) }
  }

  /// Erases the lines, and gives the signals their default actions again.
  func erase() {
    Self.writeErasure()
    for number in handled { signal(number, SIG_DFL) }
  }

  private static func writeErasure() {
    let erasure: StaticString = "\r\u{1B}[J"
    _ = write(STDERR_FILENO, erasure.utf8Start, erasure.utf8CodeUnitCount)
  }
}
