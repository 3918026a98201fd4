/// One mistake in an experiment: where it is and what is wrong with it.
public struct Diagnostic: Sendable, CustomStringConvertible {
  /// What is wrong and, where it is not obvious, what to do.
  public let message: String
  /// Where it is.
  public let range: SourceRange

  /// A mistake at a place.
  public init(_ message: String, at range: SourceRange) {
    self.message = message
    self.range = range
  }

  /// The message; for a file with position, line and a caret below the place:
  ///
  ///     configs/mnist.yaml:6:1: error: unknown field 'iteratons'; did you mean 'iterations'?
  ///        6 | iteratons: 10000
  ///          | ^~~~~~~~~
  public var description: String {
    let place = range.source.showsPositions ? ":\(range.line):\(range.column)" : ""
    let headline = "\(range.source.name)\(place): error: \(message)".withoutControlCharacters
    guard range.source.showsPositions else { return headline }
    let (line, indent, length) = excerpt()
    if line.isEmpty { return headline }
    let number = String(range.line)
    let gutter = String(repeating: " ", count: max(4 - number.count, 0)) + number
    let blank = String(repeating: " ", count: gutter.count)
    let marker = "^" + String(repeating: "~", count: length - 1)
    return """
      \(headline)
      \(gutter) | \(line)
      \(blank) | \(String(repeating: " ", count: indent))\(marker)
      """
  }

  /// The line, cut to what a screen shows, with the place of the mistake in it.
  private func excerpt() -> (line: String, indent: Int, length: Int) {
    let maximumWidth = 100
    let start = range.column > maximumWidth ? range.column - maximumWidth / 2 : 1
    let shown = range.source.line(range.line).dropFirst(start - 1).prefix(maximumWidth)
    let before = shown.prefix(range.column - start)
    let marked = shown.dropFirst(before.count).prefix(range.length)
    var line = Self.text(shown)
    while line.last == " " { line.removeLast() }
    // Letters with their accents take one place each. Behind the end of the line there are none.
    let indent = Self.text(before).count + range.column - start - before.count
    let length = min(Self.text(marked).count, line.count - indent)
    return (line, indent, max(1, length))
  }

  /// Scalars as a terminal shows them without acting on them, each tab as one space.
  private static func text(_ scalars: Substring.UnicodeScalarView) -> String {
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars.lazy.map { $0.isControl ? " " : $0 })
    return String(text)
  }
}

extension Unicode.Scalar {
  /// Whether a terminal could act on it.
  fileprivate var isControl: Bool { properties.generalCategory == .control }
}

extension String {
  /// Control characters as Swift writes them in its source: `\n`, `\u{1B}`.
  fileprivate var withoutControlCharacters: String {
    guard unicodeScalars.contains(where: \.isControl) else { return self }
    return unicodeScalars.map { $0.isControl ? $0.escaped(asASCII: true) : String($0) }.joined()
  }
}
