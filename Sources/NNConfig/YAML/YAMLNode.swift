/// A value of a YAML document with its position.
///
/// Scalars stay text: the field that reads a scalar decides its type.
package struct YAMLNode: Sendable {
  /// The kinds of values.
  package enum Content: Sendable {
    /// A word, number or quoted text.
    case scalar(String)
    /// A list.
    case sequence([YAMLNode])
    /// Keys and values, in the order of the file; no key occurs twice.
    case mapping([YAMLEntry])
  }

  /// What the value is.
  package var content: Content
  /// Where it is.
  package let range: SourceRange

  /// A value at a position.
  package init(_ content: Content, at range: SourceRange) {
    self.content = content
    self.range = range
  }

  /// How messages refer to the value: `'abc'`, `a list`, `a mapping`, `nothing`.
  package var summary: String {
    switch content {
    case .scalar(let text) where text.isEmpty: "nothing"
    case .scalar(let text) where text.count > 40: "'\(text.prefix(40))...'"
    case .scalar(let text): "'\(text)'"
    case .sequence: "a list"
    case .mapping: "a mapping"
    }
  }
}

/// An entry of a mapping.
package struct YAMLEntry: Sendable {
  /// The key.
  package let key: String
  /// Where the key is.
  package let keyRange: SourceRange
  /// The value.
  package var value: YAMLNode

  /// An entry of a mapping.
  package init(key: String, keyRange: SourceRange, value: YAMLNode) {
    self.key = key
    self.keyRange = keyRange
    self.value = value
  }
}
