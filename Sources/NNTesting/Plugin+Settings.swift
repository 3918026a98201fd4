import NNConfig
import NNFiles

extension Plugin where Component: Sendable {
  /// The settings with which the plugin is checked if none are given: the defaults, or those of its
  /// example if some are required.
  ///
  /// - Returns: the settings; `nil` if there is no example, or it is about files
  /// - Throws: `ExperimentError` if the example is not YAML
  func settingsForChecks() throws(ExperimentError) -> YAMLNode? {
    guard parameters.contains(where: \.isRequired) else { return try parsed("{}") }
    guard let node = try example.map({ text throws(ExperimentError) in try parsed(text) }),
      case .mapping(var entries) = node.content
    else { return nil }
    let paths = parameters.filter { if case .path = $0.kind { true } else { false } }.map(\.name)
    if entries.contains(where: { paths.contains($0.key) }) { return nil }
    // The key that names the plugin depends on its kind.
    entries.removeAll { entry in
      if case .scalar(name) = entry.value.content { true } else { false }
    }
    return YAMLNode(.mapping(entries), at: node.range)
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
