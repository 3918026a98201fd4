import NNFiles

/// One mistake in an experiment: where it is and what is wrong.
public struct Diagnostic: Sendable, CustomStringConvertible {
  /// What is wrong and, where it is not obvious, what to do.
  public let message: String
  /// Where it is.
  public let range: SourceRange

  /// A mistake at a position.
  package init(_ message: String, at range: SourceRange) {
    self.message = message
    self.range = range
  }

  /// The message; in a file, with the position, the line and a caret under the mistake:
  ///
  ///     configs/mnist.yaml:6:1: error: unknown field 'iteratons'; did you mean 'iterations'?
  ///        6 | iteratons: 10000
  ///          | ^~~~~~~~~
  public var description: String {
    let position = range.source.showsPositions ? ":\(range.line):\(range.column)" : ""
    let headline = "\(range.source.name)\(position): error: \(message)".escapingControl
    guard range.source.showsPositions || range.isPart else { return headline }
    let (line, indent, length) = excerpt()
    if line.isEmpty { return headline }
    let number = range.source.showsPositions ? String(range.line) : ""
    let gutter = String(repeating: " ", count: max(4 - number.count, 0)) + number
    let blank = String(repeating: " ", count: gutter.count)
    let marker = "^" + String(repeating: "~", count: length - 1)
    return """
      \(headline)
      \(gutter) | \(line)
      \(blank) | \(String(repeating: " ", count: indent))\(marker)
      """
  }

  /// The part of the line around the mistake, with an ellipsis where it is cut off, and the
  /// position of the mistake in it.
  private func excerpt() -> (line: String, indent: Int, length: Int) {
    let maximumWidth = 100
    let ellipsis = "..."
    let start = range.column > maximumWidth ? range.column - maximumWidth / 2 : 1
    let rest = range.source.line(range.line).dropFirst(start - 1)
    let shown = rest.prefix(maximumWidth)
    let before = shown.prefix(range.column - start)
    let marked = shown.dropFirst(before.count).prefix(range.length)
    let cut = start > 1 ? ellipsis : ""
    var line = cut + Self.text(shown)
    while line.last == " " { line.removeLast() }
    // A letter with its accents takes one column. The mistake may be just after the end of the
    // line.
    let indent = (cut + Self.text(before)).count + range.column - start - before.count
    let length = min(Self.text(marked).count, line.count - indent)
    if shown.endIndex < rest.endIndex { line += ellipsis }
    return (line, indent, max(1, length))
  }

  /// Scalars as a text that a terminal does not act on, each tab as one space.
  private static func text(_ scalars: Substring.UnicodeScalarView) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.lazy.map { $0.isControl ? " " : $0 })
    return String(text)
  }
}

extension String {
  /// The text with control characters escaped as in Swift: `\n`, `\u{1B}`.
  fileprivate var escapingControl: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    return unicodeScalars.map { $0.isControl ? $0.escaped(asASCII: true) : String($0) }.joined()
  }
}
