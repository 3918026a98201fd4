/// The checked settings from which a plugin makes its component.
///
/// To read a setting that the plugin does not declare, or as a type other than the declared one, is
/// a mistake of the plugin's author and stops the program.
public struct OptionReader: Sendable {
  let values: [String: OptionValue]
  private let ranges: [String: SourceRange]
  private let range: SourceRange
  /// The names of settings that the experiment has chosen, in alphabetical order.
  public let namesByUser: [String]

  /// Checked settings.
  ///
  /// - Parameters:
  ///   - values: the settings, defaults included
  ///   - ranges: where those that the file sets are
  ///   - range: where the plugin is named
  ///   - namesByUser: the names of settings that the experiment has chosen
  package init(
    values: [String: OptionValue], ranges: [String: SourceRange], range: SourceRange,
    namesByUser: [String] = []
  ) {
    self.values = values
    self.ranges = ranges
    self.range = range
    self.namesByUser = namesByUser
  }

  /// A finite number.
  public func number(_ name: String) -> Double {
    guard case .number(let value) = values[name] else { undeclared(name) }
    return value
  }

  /// The value of a setting, whatever its type; `nil` if it has none or is not declared.
  package func value(_ name: String) -> OptionValue? { values[name] }

  /// A finite number, whole or not.
  package func anyNumber(_ name: String) -> Double {
    if case .integer(let value) = values[name] { return Double(value) }
    return number(name)
  }

  /// true or false
  public func boolean(_ name: String) -> Bool {
    guard case .boolean(let value) = values[name] else { undeclared(name) }
    return value
  }

  /// A whole number.
  public func integer(_ name: String) -> Int {
    guard let value = optionalInteger(name) else { undeclared(name) }
    return value
  }

  /// A whole number, or `nil` if it is not set.
  public func optionalInteger(_ name: String) -> Int? {
    guard let value = values[name] else { return nil }
    guard case .integer(let integer) = value else { undeclared(name) }
    return integer
  }

  /// A seed, or `nil` if it is not set.
  public func optionalSeed(_ name: String) -> UInt64? {
    guard let value = values[name] else { return nil }
    guard case .seed(let seed) = value else { undeclared(name) }
    return seed
  }

  /// A number, or `nil` if it is not set.
  public func optionalNumber(_ name: String) -> Double? {
    guard let value = values[name] else { return nil }
    guard case .number(let number) = value else { undeclared(name) }
    return number
  }

  /// A text, a choice or a path.
  public func text(_ name: String) -> String {
    guard let value = optionalText(name) else { undeclared(name) }
    return value
  }

  /// A text, a choice or a path, or `nil` if it is not set.
  public func optionalText(_ name: String) -> String? {
    switch values[name] {
    case nil: return nil
    case .text(let text), .path(let text): return text
    default: undeclared(name)
    }
  }

  /// A list of values, or `nil` if it is not set.
  public func optionalList(_ name: String) -> [OptionValue]? {
    guard let value = values[name] else { return nil }
    guard case .list(let list) = value else { undeclared(name) }
    return list
  }

  /// A list of texts, choices or paths, or `nil` if it is not set.
  public func optionalTexts(_ name: String) -> [String]? {
    optionalList(name)?.map {
      switch $0 {
      case .text(let text), .path(let text): text
      default: undeclared(name)
      }
    }
  }

  /// A list of whole numbers; empty if it is not set.
  public func integers(_ name: String) -> [Int] {
    (optionalList(name) ?? []).map {
      guard case .integer(let integer) = $0 else { undeclared(name) }
      return integer
    }
  }

  /// A list of lists of numbers; empty if it is not set.
  public func numberRows(_ name: String) -> [[Double]] {
    (optionalList(name) ?? []).map { row in
      guard case .list(let values) = row else { undeclared(name) }
      return values.map {
        guard case .number(let number) = $0 else { undeclared(name) }
        return number
      }
    }
  }

  /// A choice for columns.
  public func columnChoice(_ name: String) -> ColumnChoice {
    guard case .columnChoice(let choice) = values[name] else { undeclared(name) }
    return choice
  }

  /// Keys and texts, ordered by key, formulas as they are in the file; empty if it is not set.
  public func mapping(_ name: String) -> [OptionValue.Pair] {
    guard let value = values[name] else { return [] }
    guard case .mapping(let pairs) = value else { undeclared(name) }
    return pairs
  }

  /// Whether the experiment sets the setting.
  public func isSet(_ name: String) -> Bool { ranges[name] != nil }

  /// An error at a setting, or at the plugin's name if the experiment does not set it.
  ///
  /// - Parameters:
  ///   - name: the setting that has to change
  ///   - message: what is wrong and what to do
  /// - Returns: the error, to be thrown
  public func invalid(_ name: String, _ message: String) -> ExperimentError {
    ExperimentError(message, at: ranges[name] ?? range)
  }

  /// An error of the settings together, at the plugin's name.
  package func invalid(_ message: String) -> ExperimentError { ExperimentError(message, at: range) }

  /// An error in the text of a setting.
  ///
  /// - Parameters:
  ///   - name: the setting; an entry of a mapping is `setting.key`
  ///   - part: the part of its text that is wrong: Unicode scalars, counted from 0
  ///   - text: the text
  ///   - message: what is wrong and what to do
  /// - Returns: the error, to be thrown
  public func invalid(
    _ name: String, part: Range<Int>, of text: String, _ message: String
  ) -> ExperimentError {
    ExperimentError(message, at: ranges[name]?.part(part, of: text) ?? range)
  }

  private func undeclared(_ name: String) -> Never {
    preconditionFailure("'\(name)' is not declared as a parameter of this type")
  }
}
