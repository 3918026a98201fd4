import NNFiles

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
    guard range.source.showsPositions else { return "\(range.source.name): error: \(message)" }
    let headline = "\(range.source.name):\(range.line):\(range.column): error: \(message)"
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
    let widest = 100
    // A line of megabytes is not decoded as a whole: only its first characters can be shown.
    let start = range.column > widest ? range.column - widest / 2 : 1
    var line = ""
    for character in range.source.line(range.line).dropFirst(start - 1).prefix(widest) {
      line.append(character == "\t" || character.isControl ? " " : character)
    }
    while line.last == " " { line.removeLast() }
    let indent = range.column - start
    let length = max(1, min(range.length, line.count - indent))
    return (line, indent, length)
  }
}

/// The mistakes found in an experiment, all of them together.
public struct ExperimentError: UserFacingError {
  /// The mistakes, in the order in which they were found; never empty.
  public let diagnostics: [Diagnostic]
  /// The code to exit with: always that of a mistake in the experiment.
  public var exitStatus: ExitStatus { .badExperiment }

  /// An error of several mistakes.
  public init(_ diagnostics: [Diagnostic]) {
    precondition(!diagnostics.isEmpty)
    self.diagnostics = diagnostics
  }

  /// An error of one mistake.
  public init(_ message: String, at range: SourceRange) {
    diagnostics = [Diagnostic(message, at: range)]
  }

  /// The mistakes below each other, at most twenty.
  public var description: String {
    let most = 20
    var lines = diagnostics.prefix(most).map(\.description)
    if diagnostics.count > most { lines.append("... and \(diagnostics.count - most) more errors") }
    return lines.joined(separator: "\n")
  }
}

/// The list that readers of settings add mistakes to, so that all of them are reported together.
public struct Diagnostics: Sendable {
  private var list: [Diagnostic] = []

  /// An empty list.
  public init() {}

  /// Whether nothing was found.
  public var isEmpty: Bool { list.isEmpty }

  /// Adds a mistake.
  public mutating func report(_ message: String, at range: SourceRange) {
    list.append(Diagnostic(message, at: range))
  }

  /// Adds the mistakes of an error that was thrown.
  public mutating func report(_ error: ExperimentError) {
    list.append(contentsOf: error.diagnostics)
  }

  /// Throws what was found, in the order of the file, overrides last.
  public func throwIfAny() throws(ExperimentError) {
    guard !list.isEmpty else { return }
    func key(_ element: (offset: Int, element: Diagnostic)) -> (Int, Int, Int, Int) {
      let range = element.element.range
      return range.source.showsPositions
        ? (0, range.line, range.column, element.offset) : (1, 0, 0, element.offset)
    }
    throw ExperimentError(list.enumerated().sorted { key($0) < key($1) }.map(\.element))
  }
}

extension Character {
  /// Whether a terminal could act on it.
  fileprivate var isControl: Bool {
    unicodeScalars.contains { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
  }
}
