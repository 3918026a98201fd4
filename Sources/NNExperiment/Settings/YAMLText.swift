import NNFiles

/// Writes settings as YAML that a person reads and `ExperimentFile` reads back.
enum YAMLText {
  /// A document of a mapping: a line for each key; nested mappings are indented.
  static func document(_ value: JSONValue) -> String {
    guard case .object(let fields) = value else { return flow(value) + "\n" }
    return block(fields, indent: "")
  }

  private static func block(_ fields: [(String, JSONValue)], indent: String) -> String {
    var text = ""
    for (key, value) in fields {
      text += "\(indent)\(scalar(key)):"
      switch value {
      case .object(let inner) where !inner.isEmpty:
        text += "\n" + block(inner, indent: indent + "  ")
      case .array(let rows) where rows.contains(where: \.isNested):
        text += "\n" + rows.map { "\(indent)  - \(flow($0))\n" }.joined()
      default: text += " \(flow(value))\n"
      }
    }
    return text
  }

  private static func flow(_ value: JSONValue) -> String {
    switch value {
    case .array(let values): "[\(values.map(flow).joined(separator: ", "))]"
    case .object(let fields):
      "{\(fields.map { "\(scalar($0.0)): \(flow($0.1))" }.joined(separator: ", "))}"
    case .string(let text): scalar(text)
    case .null, .bool, .integer, .number: value.text
    }
  }

  /// A text as it is where no YAML reader could take it for anything else, or in double quotes as
  /// JSON writes it, which YAML reads too.
  private static func scalar(_ text: String) -> String {
    let plain = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./")
    let isPlain =
      text.first.map { $0 != "-" } ?? false && text.allSatisfy(plain.contains)
    return isPlain ? text : JSONValue.string(text).text
  }
}

extension JSONValue {
  fileprivate var isNested: Bool {
    switch self {
    case .array, .object: true
    default: false
    }
  }
}
