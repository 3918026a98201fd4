/// A JSON value; objects keep the order of their keys.
public indirect enum JSONValue: Sendable {
  /// null
  case null
  /// true or false
  case bool(Bool)
  /// A whole number.
  case integer(Int)
  /// Any other number; written as null if it is not finite.
  case number(Double)
  /// A text.
  case string(String)
  /// A list.
  case array([JSONValue])
  /// Keys and values.
  case object([(String, JSONValue)])

  /// The value of a key in an object; of the first entry if there are several, `nil` if there is
  /// none.
  public subscript(key: String) -> JSONValue? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.0 == key }?.1
  }

  /// The value as JSON on one line.
  public var text: String {
    var text = ""
    write(to: &text, indent: nil)
    return text
  }

  /// The value as JSON with each entry of an object on a line of its own, indented by two spaces.
  public var indentedText: String {
    var text = ""
    write(to: &text, indent: 0)
    return text
  }

  private func write(to text: inout String, indent: Int?) {
    switch self {
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    // Swift writes the shortest decimal that reads back to the same number.
    case .number(let value): text += value.isFinite ? "\(value)" : "null"
    case .string(let value): Self.write(value, to: &text)
    case .array(let values):
      text += "["
      for (index, value) in values.enumerated() {
        if index > 0 { text += indent == nil ? "," : ", " }
        value.write(to: &text, indent: indent)
      }
      text += "]"
    case .object(let fields):
      let inner = indent.map { $0 + 2 }
      text += "{"
      for (index, field) in fields.enumerated() {
        if index > 0 { text += "," }
        if let inner { text += "\n" + String(repeating: " ", count: inner) }
        Self.write(field.0, to: &text)
        text += indent == nil ? ":" : ": "
        field.1.write(to: &text, indent: inner)
      }
      if let indent, !fields.isEmpty { text += "\n" + String(repeating: " ", count: indent) }
      text += "}"
    }
  }

  private static func write(_ string: String, to text: inout String) {
    text += "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      // Also characters that YAML forbids or takes for line breaks.
      case "\0"..<" ", "\u{7F}"..."\u{9F}", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{FFFE}",
        "\u{FFFF}":
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}

extension JSONValue: Equatable {
  /// Whether two values are equal, including the order of keys.
  public static func == (a: JSONValue, b: JSONValue) -> Bool {
    switch (a, b) {
    case (.null, .null): true
    case (.bool(let a), .bool(let b)): a == b
    case (.integer(let a), .integer(let b)): a == b
    case (.number(let a), .number(let b)): a == b
    case (.string(let a), .string(let b)): a == b
    case (.array(let a), .array(let b)): a == b
    case (.object(let a), .object(let b)):
      a.count == b.count && zip(a, b).allSatisfy { $0.0 == $1.0 && $0.1 == $1.1 }
    default: false
    }
  }
}
