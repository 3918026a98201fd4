public import NNFiles

/// The checked value of a setting.
public indirect enum OptionValue: Sendable, Equatable {
  /// true or false
  case boolean(Bool)
  /// A whole number.
  case integer(Int)
  /// A seed.
  case seed(UInt64)
  /// A finite number.
  case number(Double)
  /// A word or text.
  case text(String)
  /// A file or folder, relative to the current folder or absolute.
  case path(String)
  /// Several values.
  case list([OptionValue])
  /// Keys and texts, ordered by key; formulas are in the order of the file.
  case mapping([Pair])
  /// A choice for all columns, or for some of them.
  case columnChoice(ColumnChoice)

  /// An entry of a mapping.
  public struct Pair: Sendable, Equatable {
    /// The key.
    public let key: String
    /// The value.
    public let value: String

    /// An entry of a mapping.
    public init(key: String, value: String) {
      self.key = key
      self.value = value
    }
  }

  /// The value as JSON; a seed is a string of digits, because many programs read numbers in double
  /// precision.
  public var json: JSONValue {
    switch self {
    case .boolean(let value): .bool(value)
    case .integer(let value): .integer(value)
    case .seed(let value): .string(String(value))
    case .number(let value): .number(value)
    case .text(let value), .path(let value): .string(value)
    case .list(let values): .array(values.map(\.json))
    case .mapping(let pairs): .object(pairs.map { ($0.key, .string($0.value)) })
    case .columnChoice(let choice): choice.json
    }
  }
}
