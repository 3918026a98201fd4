import Platform

/// Erases the terminal's current line at the end of what it was for, also if that is a signal.
///
/// A signal still does what it always does: shells stop their loops only if a command died of it.
struct LineEraser {
  private typealias Handler = @convention(c) (Int32) -> Void

  /// The signals that people and terminals end processes with.
  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  private let handled: [Int32]

  /// Waits for signals.
  init() {
    let handler: Handler = { number in
      // Only what is allowed in the middle of anything: no memory is taken, no lock.
      LineEraser.writeErasure()
      signal(number, SIG_DFL)
      raise(number)
    }
    // Whoever started this process with signals ignored, as nohup does, wants it to go on.
    handled = Self.signals.filter { !Signal.isIgnored($0) }
    for number in handled { signal(number, handler) }
  }

  /// Erases the line and leaves signals alone again.
  func erase() {
    Self.writeErasure()
    for number in handled { signal(number, SIG_DFL) }
  }

  private static func writeErasure() {
    let erasure: StaticString = "\r\u{1B}[K"
    _ = write(STDERR_FILENO, erasure.utf8Start, erasure.utf8CodeUnitCount)
  }
}
