import NNFiles

/// The value of an override as it was typed.
///
/// A list `[...]`, a mapping `{...}` and a text in quotes are YAML, but without comments, anchors,
/// aliases and tags. Everything else is a word in which no character has a special meaning: `#`,
/// `: `, `- `, `&`, `*`, `|` and `%` are part of it.
struct OverrideValue {
  /// The text before the equals sign.
  let key: Substring
  /// The text after it.
  let text: Substring
  /// The override.
  let source: SourceText

  /// The value.
  ///
  /// - Throws: `ExperimentError` if it is ambiguous, with the way to write what may be meant
  func node() throws(ExperimentError) -> YAMLNode {
    let trimmed = text.trimmed
    let range = SourceRange(startOf: source)
    if let first = trimmed.first, "[{\"'".contains(first) {
      let parts = "[{".contains(first) ? "put text with special characters in quotes; " : ""
      return try YAMLParser.parse(
        String(text), source: source,
        style: .override(hint: "; \(parts)if all of it is text, \(asText(trimmed))"))
    }
    guard trimmed == text || trimmed.isEmpty || ValueReader.number(String(trimmed)) != nil else {
      throw ExperimentError(
        "there is a space or line break around the value; remove it, or if it belongs to the value, "
          + asText(text), at: range)
    }
    return YAMLNode(.scalar(String(trimmed)), at: range)
  }

  /// How to write the override so that all of a text is its value.
  private func asText(_ text: Substring) -> String {
    // JSON strings are also YAML; a shell changes nothing between single quotes.
    let word = "\(key)=\(JSONValue.string(String(text)).text)"
    return "write '\(word.replacing("'", with: "'\\''"))'"
  }
}

extension Substring {
  /// The text without spaces, tabs and line breaks around it.
  fileprivate var trimmed: Substring {
    var text = self
    while let first = text.first, first.isWhitespace { text.removeFirst() }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    return text
  }
}
