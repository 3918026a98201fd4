import NNConfig
import NNFiles

/// A field that is a mapping of settings, each with a type, a range and a default, or the word
/// `none`, which is its default: `regularization: {l2: 1e-4}`.
struct SettingsField: ExperimentField {
  let parameter: Parameter
  /// The settings, in the order in which they are written.
  let settings: [Parameter]
  private let values: @Sendable (Experiment) -> [OptionValue]?

  /// A field of the given settings; all of them have defaults.
  ///
  /// - Parameters:
  ///   - name: the key in the file
  ///   - summary: what it means, in a few words
  ///   - settings: the settings
  ///   - values: their values in an experiment, in this order; `nil` for `none`
  init(
    _ name: String, summary: String, settings: [Parameter],
    values: @escaping @Sendable (Experiment) -> [OptionValue]?
  ) {
    precondition(settings.allSatisfy { $0.defaultValue != nil }, "a setting has no default")
    parameter = Parameter(name, .mapping, default: .text(ExperimentFields.none), summary: summary)
    self.settings = settings
    self.values = values
  }

  /// Reads the field's value.
  ///
  /// - Parameter node: the value in the file
  /// - Returns: the settings, defaults included; `nil` for `none`
  /// - Throws: `ExperimentError` with all mistakes in it
  func read(_ node: YAMLNode) throws(ExperimentError) -> OptionReader? {
    if case .scalar(ExperimentFields.none) = node.content { return nil }
    guard case .mapping(let entries) = node.content else {
      let names = settings.map(\.name).joined(separator: ", ")
      throw ExperimentError(
        "'\(name)' must be a mapping with some of \(names), or \(ExperimentFields.none), not "
          + node.summary, at: node.range)
    }
    return try OptionReader(
      entries, as: settings, at: node.range, what: "setting", owner: " of \(name)")
  }

  func json(in experiment: Experiment, relocate: ((String) -> String)?) -> JSONValue? {
    guard let values = values(experiment) else { return .string(ExperimentFields.none) }
    return .object(
      zip(settings, values).compactMap { setting, value in
        relocate == nil && value == setting.defaultValue ? nil : (setting.name, value.json)
      })
  }

  func isDefault(in experiment: Experiment) -> Bool { values(experiment) == nil }
}
