extension SourceRange {
  /// Where a part of a YAML scalar is.
  ///
  /// The characters of a scalar are those of the file in their order, except that line breaks and
  /// spaces may have become other ones, and that quotation marks and backslashes are escaped.
  ///
  /// - Parameters:
  ///   - part: Unicode scalars of the text, counted from 0; the end of the text is a part, too
  ///   - text: the text of the scalar whose range this is
  /// - Returns: the range of the part, up to the end of its first line; the whole scalar if it is
  ///   written with escapes that cannot be followed
  package func part(_ part: Range<Int>, of text: String) -> SourceRange {
    var scalar = ScalarText(self)
    var first: (line: Int, column: Int)?
    var last = (line: line, column: column)
    for (offset, character) in text.unicodeScalars.enumerated() where offset < part.upperBound {
      if character.properties.isWhitespace { continue }
      guard let position = scalar.find(character) else { return self }
      if offset >= part.lowerBound {
        if first == nil { first = position }
        if position.line > first?.line ?? 0 { break }
      }
      last = position
    }
    let start = first ?? (last.line, last.column + (text.isEmpty ? 0 : 1))
    var range = SourceRange(
      source: source, line: start.line, column: start.column,
      length: last.column - start.column + 1)
    range.isPart = true
    return range
  }
}

/// Follows the characters of a YAML scalar through the text of its file.
private struct ScalarText {
  private var lines: SourceLines
  private var line: Int
  private var characters: [Unicode.Scalar]
  private var index: Int
  private let quote: Unicode.Scalar?

  init(_ range: SourceRange) {
    lines = range.source.lines(from: range.line)
    line = range.line
    characters = lines.next().map(Array.init) ?? []
    index = range.column - 1
    let first = index < characters.count ? characters[index] : " "
    quote = first == "'" || first == "\"" ? first : nil
    if quote != nil { index += 1 }
    // A block begins on the line after its indicator.
    if first == "|" || first == ">" { index = characters.count }
  }

  /// The position of the next character that is no white space, if it is the given one.
  mutating func find(_ character: Unicode.Scalar) -> (line: Int, column: Int)? {
    while true {
      if index >= characters.count {
        guard let next = lines.next() else { return nil }
        characters = Array(next)
        line += 1
        index = 0
        continue
      }
      let start = index
      var found = characters[index]
      index += 1
      if found.properties.isWhitespace { continue }
      if let quote, found == (quote == "'" ? "'" : "\\"), index < characters.count {
        found = characters[index]
        index += 1
        if quote == "\"", "nrt ".unicodeScalars.contains(found) { continue }
      }
      return found == character ? (line, start + 1) : nil
    }
  }
}
