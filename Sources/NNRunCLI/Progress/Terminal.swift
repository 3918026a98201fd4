import Platform

/// The terminal that standard error is connected to.
enum Terminal {
  /// Whether there is one that can redraw a line.
  static var canRedraw: Bool {
    guard isatty(STDERR_FILENO) == 1, let type = getenv("TERM") else { return false }
    return !["", "dumb"].contains(String(cString: type))
  }

  /// Whether the process is the one that the terminal's user works with.
  static var isInForeground: Bool {
    let group = tcgetpgrp(STDERR_FILENO)
    // A terminal that controls other processes than this one knows nothing of groups.
    return group < 0 || group == getpgrp()
  }

  /// The width, which changes with the window; 80 if the terminal does not know it.
  static var columns: Int {
    var size = winsize()
    guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Replaces the current line.
  ///
  /// The cursor goes back to its start: what others write, a shell's ^C too, does not make the line
  /// longer than the terminal is wide.
  static func redraw(_ line: String) {
    Console.writeNote("\r\(line)\u{1B}[K\r")
  }
}
