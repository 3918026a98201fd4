import NNConfig
import NNFiles

extension Plugin where Component: Sendable {
  /// The settings with which the plugin is checked if none are given: those of its example if it
  /// needs any; `nil` if it has no example, or files of that are not there.
  func settingsForChecks() throws(ExperimentError) -> YAMLNode? {
    guard parameters.contains(where: \.isRequired) else { return try parsed("{}") }
    guard let example, case .mapping(let entries) = try parsed(example).content else { return nil }
    let nameKeys = ["name", "loader", "schedule"]
    let settings = entries.filter { entry in
      parameters.contains { $0.name == entry.key } || !nameKeys.contains(entry.key)
    }
    let paths = settings.filter { entry in
      parameters.contains { if case .path = $0.kind { $0.name == entry.key } else { false } }
    }
    let isComplete = paths.allSatisfy { entry in
      if case .scalar(let path) = entry.value.content { FileSystem.exists(path) } else { false }
    }
    return isComplete ? YAMLNode(.mapping(settings), at: try parsed(example).range) : nil
  }

  /// Why the plugin cannot be checked without settings.
  var reasonForSettings: String {
    let required = parameters.filter(\.isRequired).map { "\($0.name): ..." }
    return "it needs settings, {\(required.joined(separator: ", "))}"
  }

  /// Parses settings.
  ///
  /// - Parameter settings: YAML
  /// - Returns: its tree
  /// - Throws: `ExperimentError` if it is not YAML
  func parsed(_ settings: String) throws(ExperimentError) -> YAMLNode {
    try YAMLParser.parse(
      settings,
      source: SourceText(file: "settings of \(name)", text: settings, directory: ""))
  }

  /// Makes the component.
  ///
  /// - Parameter settings: its settings, a mapping
  /// - Returns: the component
  /// - Throws: `ExperimentError` with all mistakes in the settings
  func component(_ settings: YAMLNode) throws(ExperimentError) -> Component {
    guard case .mapping(let entries) = settings.content else {
      throw ExperimentError(
        "the settings of \(name) must be a mapping, such as {key: value}, not \(settings.summary)",
        at: settings.range)
    }
    var diagnostics = Diagnostics()
    let catalog: Catalog<Component>
    do {
      catalog = try Catalog(kind: "plugin", [self])
    } catch {
      throw ExperimentError("\(error)", at: settings.range)
    }
    let made = catalog.choose(
      self, entries: entries, at: settings.range, diagnostics: &diagnostics)
    try diagnostics.throwIfAny()
    guard let made else { preconditionFailure("a component or a mistake") }
    return made.component
  }
}
