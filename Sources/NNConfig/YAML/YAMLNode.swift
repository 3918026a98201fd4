/// A value of a YAML document with its position.
///
/// Scalars stay text: the field that reads a scalar decides its type.
public struct YAMLNode: Sendable {
  /// The kinds of values.
  public enum Content: Sendable {
    /// A word, number or quoted text.
    case scalar(String)
    /// A list.
    case sequence([YAMLNode])
    /// Keys and values, in the order of the file; no key occurs twice.
    case mapping([YAMLEntry])
  }

  /// What the value is.
  public var content: Content
  /// Where it is.
  public let range: SourceRange

  /// A value at a position.
  public init(_ content: Content, at range: SourceRange) {
    self.content = content
    self.range = range
  }

  /// How messages refer to the value: `'abc'`, `a list`, `a mapping`, `nothing`.
  public var summary: String {
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
public struct YAMLEntry: Sendable {
  /// The key.
  public let key: String
  /// Where the key is.
  public let keyRange: SourceRange
  /// The value.
  public var value: YAMLNode

  /// An entry of a mapping.
  public init(key: String, keyRange: SourceRange, value: YAMLNode) {
    self.key = key
    self.keyRange = keyRange
    self.value = value
  }
}
