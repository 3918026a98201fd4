/// One setting of a plugin or of an experiment: its name, type, range and default.
///
/// The list of a plugin's parameters is the single source for reading, checking and documenting
/// them.
public struct Parameter: Sendable {
  /// The type of a setting and what it may be.
  public indirect enum Kind: Sendable {
    /// true or false
    case boolean
    /// A whole number.
    case integer(ClosedRange<Int>)
    /// A finite number.
    case number(Interval)
    /// Words.
    case text
    /// One of these words.
    case choice([String])
    /// A file or folder; relative ones start at the file that names them.
    case path
    /// A list of values of one kind.
    case list(Kind)
    /// A list of values of one kind, or one of them alone.
    case oneOrMore(Kind)
    /// One of these words for all columns of a data set, or a mapping from some of the words to lists
    /// of columns: `onehot` or `{onehot: [colour, shop]}`.
    case choiceForColumns([String])
    /// Keys with words.
    case mapping
  }

  /// The key in the file.
  public let name: String
  /// Type and range.
  public let kind: Kind
  /// What it is when the file does not say.
  public let defaultValue: OptionValue?
  /// Whether the file has to say.
  public let isRequired: Bool
  /// What it means, in a few words.
  public let summary: String

  /// Describes a setting.
  ///
  /// - Parameters:
  ///   - name: the key in the file
  ///   - kind: type and range
  ///   - defaultValue: what it is when the file does not say; without one it may be left out, and
  ///     its reader sees `nil`
  ///   - isRequired: whether the file has to say; then there is no default
  ///   - summary: what it means, in a few words
  public init(
    _ name: String, _ kind: Kind, default defaultValue: OptionValue? = nil,
    isRequired: Bool = false, summary: String
  ) {
    precondition(!(isRequired && defaultValue != nil), "a required parameter has no default")
    self.name = name
    self.kind = kind
    self.defaultValue = defaultValue
    self.isRequired = isRequired
    self.summary = summary
  }
}

extension Parameter {
  /// A finite number with a default.
  public static func number(
    _ name: String, default value: Double, in interval: Interval, summary: String
  ) -> Parameter {
    Parameter(name, .number(interval), default: .number(value), summary: summary)
  }

  /// A finite number from a range, with a default.
  public static func number(
    _ name: String, default value: Double, in range: Range<Double>, summary: String
  ) -> Parameter {
    .number(name, default: value, in: Interval(range), summary: summary)
  }
}

extension Parameter.Kind: CustomStringConvertible {
  /// How messages call such a value: `true or false`, `a whole number from 1 to 64`.
  public var description: String {
    switch self {
    case .boolean: "true or false"
    case .integer(let range) where range == Int.min...Int.max: "a whole number"
    case .integer(let range) where range.upperBound == Int.max:
      range.lowerBound == 1
        ? "a positive whole number" : "a whole number of at least \(range.lowerBound)"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .number(let interval): interval.description
    case .text: "a word"
    case .choice(let words): "one of \(words.joined(separator: ", "))"
    case .path: "a path"
    case .list(let kind): "a list with \(kind) in each place"
    case .oneOrMore(let kind): "\(kind) or a list of them"
    case .choiceForColumns(let words):
      "one of \(words.joined(separator: ", ")), or a mapping from them to lists of columns"
    case .mapping: "a mapping of words"
    }
  }
}
