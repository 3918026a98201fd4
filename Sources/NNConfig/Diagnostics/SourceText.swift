import Synchronization

/// A text that settings come from: an experiment file, or one override on the command line.
///
/// Immutable, and shared by all positions in it.
public final class SourceText: Sendable {
  /// Its name in messages: `configs/mnist.yaml`, `override 2: eta=abc`.
  public let name: String
  /// The folder to which paths in it are relative.
  package let directory: String
  /// The override's number, counted from 1; `nil` for another text.
  let overrideNumber: Int?
  /// Whether messages show line and column, and the line itself.
  let showsPositions: Bool
  /// The file's text, or the override's value.
  private let text: String
  /// Where its lines begin, found when the first mistake is reported.
  private let lineStarts = Mutex<[String.Index]?>(nil)

  /// The text of a file.
  package init(file name: String, text: String, directory: String) {
    self.name = name
    self.text = text
    self.directory = directory
    overrideNumber = nil
    showsPositions = true
  }

  /// Several settings on the command line together.
  package init(commandLine text: String) {
    name = text
    self.text = text
    directory = ""
    overrideNumber = nil
    showsPositions = false
  }

  /// An override, numbered from 1.
  ///
  /// - Parameters:
  ///   - number: its number
  ///   - text: `KEY=VALUE`
  ///   - directory: the folder to which paths in it are relative; empty for the current one
  package init(override number: Int, text: String, directory: String = "") {
    name = "override \(number): \(text)"
    let equals = text.firstIndex(of: "=")
    self.text = equals.map { String(text[$0...].dropFirst()) } ?? text
    self.directory = directory
    overrideNumber = number
    showsPositions = false
  }

  /// A line, numbered from 1, without its line ending.
  func line(_ number: Int) -> Substring.UnicodeScalarView {
    var lines = lines(from: number)
    return lines.next() ?? Substring("").unicodeScalars
  }

  /// A line, numbered from 1, and those after it.
  func lines(from number: Int) -> SourceLines {
    let start = lineStarts.withLock { starts in
      let found =
        starts ?? [text.startIndex]
        + text.indices.filter { text[$0].isNewline }
        .map { text.index(after: $0) }
      starts = found
      return number <= found.count ? found[max(1, number) - 1] : nil
    }
    return SourceLines(start.map { text[$0...] })
  }

  /// Line and column, both counted from 1, of the character at an offset in UTF-8.
  func position(utf8Offset: Int) -> (line: Int, column: Int) {
    let end = text.utf8.index(text.startIndex, offsetBy: utf8Offset, limitedBy: text.endIndex)
    let lines = text[..<(end ?? text.endIndex)].split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    return (lines.count, (lines.last?.unicodeScalars.count ?? 0) + 1)
  }
}

/// A stretch of one line of a source.
public struct SourceRange: Sendable {
  /// The text it is in.
  public let source: SourceText
  /// The line, counted from 1.
  public let line: Int
  /// The first character (Unicode scalar) of the stretch in the line, counted from 1.
  public let column: Int
  /// The number of characters, at least 1; `Int.max` means the rest of the line.
  public let length: Int
  /// Whether it is a part of a value, which messages show even if they show no positions.
  var isPart = false

  /// A stretch of `length` characters.
  package init(source: SourceText, line: Int, column: Int, length: Int) {
    self.source = source
    self.line = line
    self.column = column
    self.length = max(1, length)
  }

  /// The character at an offset in UTF-8.
  init(source: SourceText, utf8Offset: Int) {
    let (line, column) = source.position(utf8Offset: utf8Offset)
    self.init(source: source, line: line, column: column, length: 1)
  }

  /// The start of a source.
  package init(startOf source: SourceText) {
    self.init(source: source, line: 1, column: 1, length: 1)
  }

  /// Whether it is in an override.
  package var isOfOverride: Bool { source.overrideNumber != nil }

  /// The number of the override that it is in, counted from 1; `nil` if it is in a file.
  package var overrideNumber: Int? { source.overrideNumber }

  /// Whether it comes before another stretch; all overrides come after the file.
  package func precedes(_ other: SourceRange) -> Bool {
    (source.overrideNumber ?? 0, line, column)
      < (other.source.overrideNumber ?? 0, other.line, other.column)
  }
}
