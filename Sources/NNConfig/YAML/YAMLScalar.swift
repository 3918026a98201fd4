import NNFiles

/// Writes texts as YAML scalars.
package enum YAMLScalar {
  /// A text as it is if none of its characters has a meaning in YAML; otherwise in double quotes,
  /// as a JSON string, which is also YAML. Whether `123` is a number is up to the field that reads
  /// it.
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
