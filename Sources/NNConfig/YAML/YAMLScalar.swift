import NNFiles

/// Writes texts as scalars of YAML.
public enum YAMLScalar {
  /// A text as it is where no YAML reader could take it for anything else, or in double quotes as
  /// JSON writes it, which YAML reads too.
  public static func text(_ text: String) -> String {
    let isPlain = text.first.map { $0 != "-" } ?? false && text.allSatisfy(plain.contains)
    return isPlain ? text : JSONValue.string(text).text
  }

  /// A list in brackets.
  public static func list(_ texts: [String]) -> String {
    "[\(texts.map(text).joined(separator: ", "))]"
  }

  private static let plain = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./")
}
