/// The lines of a text, one after the other, without their line endings.
struct SourceLines: IteratorProtocol {
  /// The text after the lines that were read; `nil` after the last one.
  private var rest: Substring?

  /// The lines of a text; `nil` has none.
  init(_ text: Substring?) {
    rest = text
  }

  mutating func next() -> Substring.UnicodeScalarView? {
    guard let text = rest else { return nil }
    let end = text.firstIndex(where: \.isNewline)
    rest = end.map { text[text.index(after: $0)...] }
    return text[..<(end ?? text.endIndex)].unicodeScalars
  }
}
