import NNConfig
import NNFiles

extension Plugin where Component: Sendable {
  /// Whether some of its settings are required.
  var needsSettings: Bool { parameters.contains(where: \.isRequired) }

  /// The settings with which the plugin is checked if none are given: those of its example if it
  /// needs any; `nil` if it has no example, or files of that are not there.
  func settingsForChecks() throws(ExperimentError) -> YAMLNode? {
    guard needsSettings else { return try parsed("{}") }
    guard let settings = try settingsOfExample(), case .mapping(let entries) = settings.content
    else { return nil }
    let paths = entries.flatMap { entry in
      parameters.filter { $0.name == entry.key }.flatMap { entry.value.paths(of: $0.kind) }
    }
    return paths.allSatisfy(FileSystem.exists) ? settings : nil
  }

  /// The settings in its example, without the plugin's name; `nil` if it has no example.
  private func settingsOfExample() throws(ExperimentError) -> YAMLNode? {
    guard let example else { return nil }
    let node = try parsed(example)
    func isName(_ node: YAMLNode) -> Bool {
      if case .scalar(let word) = node.content { ([name] + aliases).contains(word) } else { false }
    }
    if isName(node) { return YAMLNode(.mapping([]), at: node.range) }
    if case .mapping(let entries) = node.content {
      // The key of the name depends on the kind.
      let settings = entries.filter { entry in
        parameters.contains { $0.name == entry.key } || !isName(entry.value)
      }
      return YAMLNode(.mapping(settings), at: node.range)
    }
    guard let shorthand else { return node }
    return YAMLNode(
      .mapping([YAMLEntry(key: shorthand, keyRange: node.range, value: node)]), at: node.range)
  }

  /// What is wrong with its example; `nil` if nothing is, or if it has none.
  var mistakeInExample: String? {
    do {
      if let settings = try settingsOfExample() { _ = try component(settings) }
      return nil
    } catch {
      return error.messages
    }
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

extension YAMLNode {
  /// The paths in a value.
  ///
  /// - Parameter kind: the kind of value that a parameter asks for
  /// - Returns: the paths, in lists too
  fileprivate func paths(of kind: Parameter.Kind) -> [String] {
    switch (kind, content) {
    case (.path, .scalar(let path)): [path]
    case (.list(let kind), .sequence(let nodes)), (.oneOrMore(let kind), .sequence(let nodes)):
      nodes.flatMap { $0.paths(of: kind) }
    case (.oneOrMore(let kind), _): paths(of: kind)
    case (.orWord(let kind, let word), .scalar(let text)) where text != word: paths(of: kind)
    default: []
    }
  }
}

extension ExperimentError {
  /// All messages, without their places.
  var messages: String { diagnostics.map(\.message).joined(separator: "; ") }
}
