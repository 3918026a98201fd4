import NNConfig
import NNFiles

/// A setting that differs from trial to trial, or several that do so together.
struct SweepAxis: Sendable {
  /// What a trial can get.
  enum Choices: Sendable {
    /// The overrides of each choice, `KEY=VALUE`.
    case list([[String]])
    /// A value of the only setting, drawn at random.
    case random(SweepValues)

    /// How many there are; `nil` if they are random.
    var count: Int? {
      if case .list(let list) = self { list.count } else { nil }
    }
  }

  /// The paths of the settings, as overrides name them.
  let keys: [String]
  /// What a trial can get.
  let choices: Choices
  /// Where it is written, for messages.
  let range: SourceRange
  /// The axis as a sweep file has it.
  let written: JSONValue
  /// Whether it is a table of trials.
  let isTable: Bool
  /// Whether each of its choices is combined with all trials that the others make, as folds are.
  var isCrossed = false

  /// The values of a setting.
  ///
  /// - Parameters:
  ///   - key: the path of the setting
  ///   - parts: the values as they are written
  ///   - registry: knows which settings take whole numbers only
  ///   - range: where messages point
  ///   - written: the values as a sweep file has them
  /// - Throws: `ExperimentError` if they cannot be read
  init(
    _ key: String, _ parts: [String], registry: Registry, at range: SourceRange,
    written: JSONValue
  ) throws(ExperimentError) {
    keys = [key]
    isTable = false
    self.range = range
    self.written = written
    let isWhole = registry.takesWholeNumbers(key)
    switch try SweepValues(parts, isWhole: isWhole, at: range) {
    case .list(let values): choices = .list(values.map { ["\(key)=\($0)"] })
    case let distribution: choices = .random(distribution)
    }
  }

  /// Settings that rows of a table give together; an empty cell leaves its setting as it is.
  init(rows: SweepTable, at range: SourceRange) {
    keys = rows.keys
    isTable = true
    self.range = range
    choices = .list(
      rows.rows.map { row in
        zip(rows.keys, row).compactMap { $1.isEmpty ? nil : "\($0)=\($1)" }
      })
    written = .array(
      rows.rows.map { row in
        .object(zip(rows.keys, row).filter { !$1.isEmpty }.map { ($0, .string($1)) })
      })
  }

  /// All values as they are written.
  var text: String { written.text }

  /// Whether all trials get the same.
  var isFixed: Bool { choices.count == 1 }
}

extension Registry {
  /// Whether a setting takes whole numbers only, so that numbers that are made for it are rounded.
  ///
  /// - Parameter key: the path of the setting: `batch_size`, `structure.1`, `dataset.limit`
  /// - Returns: whether all of its values are whole numbers
  func takesWholeNumbers(_ key: String) -> Bool {
    let parts = ExperimentFields.canonical(key).split(separator: ".").map(String.init)
    guard let field = ExperimentFields.all.first(where: { $0.name == parts.first }) else {
      return false
    }
    func isWhole(_ kind: Parameter.Kind) -> Bool {
      switch kind {
      case .list(let element), .oneOrMore(let element): parts.count > 1 && isWhole(element)
      case .orWord(let kind, _): isWhole(kind)
      default: kind.isWhole
      }
    }
    if parts.count == 1 || field.name == ExperimentFields.structure.name {
      return isWhole(field.parameter.kind)
    }
    return pluginFields[field.name]?.wholeNumbers.contains(parts[1]) ?? false
  }

  /// Whether each value of a setting is a list, so that a number or word alone cannot be one.
  func takesLists(_ key: String) -> Bool {
    let field = ExperimentFields.all.first { $0.name == ExperimentFields.canonical(key) }
    if case .list? = field?.parameter.kind { return true }
    return false
  }
}
