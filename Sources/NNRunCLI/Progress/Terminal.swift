import Platform

/// The terminal that standard error is connected to, and perhaps standard output.
enum Terminal {
  /// Whether standard error is a terminal that can redraw a line.
  static var canRedraw: Bool {
    guard isatty(STDERR_FILENO) == 1, let type = getenv("TERM") else { return false }
    return !["", "dumb"].contains(String(cString: type))
  }

  /// Whether the process is in the terminal's foreground.
  static var isInForeground: Bool {
    let group = tcgetpgrp(STDERR_FILENO)
    // The call fails if this is not the controlling terminal; then there is no background either.
    return group < 0 || group == getpgrp()
  }

  /// The current width in columns, which changes with the window; 80 if it is unknown.
  static var columns: Int { columns(of: STDERR_FILENO) }

  /// The current height in lines; 24 if it is unknown.
  static var rows: Int {
    let rows = size(of: STDERR_FILENO).ws_row
    return rows > 0 ? Int(rows) : 24
  }

  /// The width of standard output in columns; `nil` if it is not a terminal.
  static var outputColumns: Int? {
    isatty(STDOUT_FILENO) == 1 ? columns(of: STDOUT_FILENO) : nil
  }

  private static func columns(of descriptor: Int32) -> Int {
    let columns = size(of: descriptor).ws_col
    return columns > 0 ? Int(columns) : 80
  }

  /// The size of a terminal, either part of which is 0 if it is unknown.
  private static func size(of descriptor: Int32) -> winsize {
    var size = winsize()
    return ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0 ? size : winsize()
  }

  /// Replaces the current line and those below it.
  ///
  /// The cursor returns to the start of the first one, so that what others write, such as the ^C of
  /// a shell, does not make a line wider than the terminal.
  static func redraw(_ lines: [String]) { Console.writeNote(redrawn(lines)) }

  /// Writes a line in the place of the current ones, which move down.
  static func insert(_ line: String, above current: [String]) {
    Console.writeNote("\r\u{1B}[K\(line)\n\(redrawn(current))")
  }

  private static func redrawn(_ lines: [String]) -> String {
    let up = lines.count > 1 ? "\u{1B}[\(lines.count - 1)A" : ""
    return "\r\(lines.joined(separator: "\u{1B}[K\n"))\u{1B}[J\(up)\r"
  }
}
