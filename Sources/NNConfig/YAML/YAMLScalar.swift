import NNFiles

/// Writes texts as YAML scalars.
package enum YAMLScalar {
  /// A text as it is if no YAML reader could take it for anything else; otherwise in double quotes,
  /// as a JSON string, which is also YAML.
  package static func text(_ text: String) -> String {
    let isPlain = text.first.map { $0 != "-" } ?? false && text.allSatisfy(plain.contains)
    return isPlain ? text : JSONValue.string(text).text
  }

  /// A list in brackets.
  package static func list(_ texts: [String]) -> String {
    "[\(texts.map(text).joined(separator: ", "))]"
  }

  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./")
}
