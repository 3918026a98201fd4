/// A setting of a plugin or experiment: its name, type, range and default.
///
/// A plugin's list of parameters is the single source for reading, checking and documenting its
/// settings.
public struct Parameter: Sendable {
  /// The type and range of a setting.
  public indirect enum Kind: Sendable {
    /// true or false
    case boolean
    /// A whole number.
    case integer(ClosedRange<Int>)
    /// A seed of random numbers: an unsigned 64-bit integer, of which half are beyond `integer`.
    case seed
    /// A finite number.
    case number(Interval)
    /// A word or text.
    case text
    /// One of these words.
    case choice([String])
    /// A file or folder; a relative path is relative to the file that contains it.
    case path
    /// A list of values of one kind.
    case list(Kind)
    /// A list of values of one kind, or a single value.
    case oneOrMore(Kind)
    /// A value of one kind, or in special places this word.
    case orWord(Kind, String)
    /// One of these words for all columns of a data set, or a mapping from some of the words to
    /// lists of columns: `onehot` or `{onehot: [colour, shop]}`.
    case choiceForColumns([String])
    /// Keys and words.
    case mapping
    /// An expression, which the plugin reads.
    case formula
    /// Names and formulas, in the order of the file.
    case formulas
  }

  /// The key in the file.
  public let name: String
  /// Type and range.
  public let kind: Kind
  /// Its value if the file does not set it.
  public let defaultValue: OptionValue?
  /// Whether the file has to set it.
  public let isRequired: Bool
  /// Whether a run's identity says that it is set, although it is a path.
  ///
  /// Files are in the identity by their bytes, one after another. Where that does not show which
  /// setting leads to which file, because there are several that can be missing, such settings need
  /// to be named.
  public let isNamedInIdentity: Bool
  /// The settings of the same plugin that it replaces in the file if it is overridden, because they
  /// say the same in another way.
  public let replacedInFile: [String]
  /// The values by other ways in which people write them: `\t` is a tab, also without quotes.
  public let spellings: [String: String]
  /// What it means, in a few words.
  public let summary: String

  /// Describes a setting.
  ///
  /// - Parameters:
  ///   - name: the key in the file
  ///   - kind: type and range
  ///   - defaultValue: its value if the file does not set it; without one, and if it is not
  ///     required, its reader gets `nil`
  ///   - isRequired: whether the file has to set it; then there is no default
  ///   - isNamedInIdentity: whether a run's identity says that it is set, if it is a path
  ///   - replacedInFile: the settings of the same plugin that it replaces in the file if it is
  ///     overridden
  ///   - spellings: words that are read as other ones
  ///   - summary: what it means, in a few words
  public init(
    _ name: String, _ kind: Kind, default defaultValue: OptionValue? = nil,
    isRequired: Bool = false, isNamedInIdentity: Bool = false, replacedInFile: [String] = [],
    spellings: [String: String] = [:], summary: String
  ) {
    precondition(!(isRequired && defaultValue != nil), "a required parameter has no default")
    self.name = name
    self.kind = kind
    self.defaultValue = defaultValue
    self.isRequired = isRequired
    self.isNamedInIdentity = isNamedInIdentity
    self.replacedInFile = replacedInFile
    self.spellings = spellings
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
  /// How messages refer to such a value: `true or false`, `a whole number from 1 to 64`.
  public var description: String {
    switch self {
    case .boolean: "true or false"
    case .integer(let range): "a \(Self.phrase("whole number", in: range))"
    case .seed: "a whole number from 0 to \(UInt64.max)"
    case .number(let interval): interval.description
    case .text: "a word"
    case .choice(let words): "one of \(Self.list(words))"
    case .path: "a path"
    case .list(let kind): "a list of \(kind.plural)"
    case .oneOrMore(let kind): "\(kind) or a list of them"
    case .orWord(let kind, let word): "\(kind) or '\(word)'"
    case .choiceForColumns(let words):
      "one of \(Self.list(words)), or a mapping from them to lists of columns"
    case .mapping: "a mapping of words"
    case .formula: "a formula"
    case .formulas: "a mapping of names to formulas"
    }
  }

  /// How messages refer to several such values: `words`, `whole numbers from 1 to 64`.
  private var plural: String {
    switch self {
    case .boolean: "values true or false"
    case .integer(let range): Self.phrase("whole numbers", in: range)
    case .seed: "whole numbers from 0 to \(UInt64.max)"
    case .number(let interval): interval.phrase("numbers")
    case .text: "words"
    case .choice(let words): "words from \(Self.list(words))"
    case .path: "paths"
    case .list(let kind): "lists of \(kind.plural)"
    case .oneOrMore(let kind): "\(kind.plural), or of lists of \(kind.plural)"
    case .orWord(let kind, _): kind.plural
    case .choiceForColumns(let words):
      "words from \(Self.list(words)), or mappings from them to lists of columns"
    case .mapping: "mappings of words"
    case .formula: "formulas"
    case .formulas: "mappings of names to formulas"
    }
  }

  private static func list(_ words: [String]) -> String {
    words.map(quotedIfNeeded).joined(separator: ", ")
  }

  /// A word as it is shown in a sentence: in quotes if it has no letters, so that it is not taken
  /// for punctuation.
  package static func quotedIfNeeded(_ word: String) -> String {
    word.contains(where: \.isLetter) ? word : "'\(word)'"
  }

  private static func phrase(_ noun: String, in range: ClosedRange<Int>) -> String {
    switch (range.lowerBound, range.upperBound) {
    case (.min, .max): noun
    case (1, .max): "positive \(noun)"
    case (let lower, .max): "\(noun) of at least \(lower)"
    case (let lower, let upper): "\(noun) from \(lower) to \(upper)"
    }
  }
}
