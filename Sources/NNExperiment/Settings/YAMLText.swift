import NNConfig
import NNFiles

/// Writes settings as YAML for people to read and for `ExperimentFile` to read back.
enum YAMLText {
  /// A value as a document: a mapping has a line for each key, and nested mappings are indented.
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

  /// A text, in quotes also if other programs, which read YAML 1.1, would take it for a truth
  /// value.
  private static func scalar(_ text: String) -> String {
    truthValues.contains(text.lowercased()) ? JSONValue.string(text).text : YAMLScalar.text(text)
  }

  private static let truthValues: Set = ["yes", "no", "on", "off", "true", "false", "null"]

  private static func flow(_ value: JSONValue) -> String {
    switch value {
    case .array(let values): "[\(values.map(flow).joined(separator: ", "))]"
    case .object(let fields):
      "{\(fields.map { "\(scalar($0.0)): \(flow($0.1))" }.joined(separator: ", "))}"
    case .string(let text): scalar(text)
    case .null, .bool, .integer, .number: value.text
    }
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
