/// What ends a line of text.
package enum LineEnd: String, Sendable {
  /// A line feed, as on Unix.
  case lf = "\n"
  /// A carriage return and a line feed, as on Windows and in RFC 4180.
  case crlf = "\r\n"
}
