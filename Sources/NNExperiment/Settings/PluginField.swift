import NNConfig
import NNFiles

/// A field that names a plugin, or one for each layer after the input layer.
struct PluginField<Component: Sendable>: AnyPluginField {
  let parameter: Parameter
  let isForEachLayer: Bool

  /// A field; one without a default has to be in the file.
  init(
    _ name: String, default value: OptionValue? = nil, isForEachLayer: Bool = false, summary: String
  ) {
    parameter = Parameter(
      name, .text, default: value, isRequired: value == nil, summary: summary)
    self.isForEachLayer = isForEachLayer
  }

  func make(
    from node: YAMLNode, label: String, registry: Registry, diagnostics: inout Diagnostics
  ) -> (any ConfiguredPlugin)? {
    registry.catalog(of: Component.self).make(
      from: node, label: label, diagnostics: &diagnostics)
  }

  /// Makes the field's default.
  ///
  /// - Throws: `ExperimentError` if the plugin does not accept its own defaults
  func makeDefault(
    at range: SourceRange, registry: Registry
  ) throws(ExperimentError) -> (any ConfiguredPlugin)? {
    guard let value = parameter.defaultValue else { return nil }
    return try registry.catalog(of: Component.self).make(default: value, at: range)
  }

  func parameterNames(in registry: Registry) -> [String] {
    registry.catalog(of: Component.self).plugins.flatMap { $0.parameters.map(\.name) }
  }

  func kind(in registry: Registry) -> PluginKind { registry.catalog(of: Component.self).kind }

  func keys(in registry: Registry) -> PluginFieldKeys {
    PluginFieldKeys(registry.catalog(of: Component.self))
  }

  func entries(
    of word: YAMLNode, adding key: String, in registry: Registry
  ) -> [YAMLEntry]? {
    let catalog = registry.catalog(of: Component.self)
    let nameKey = catalog.kind.nameKey
    if key == nameKey { return [] }
    guard catalog.isNamedByWords else { return nil }
    return [YAMLEntry(key: nameKey, keyRange: word.range, value: word)]
  }
}

/// A field that names plugins, of whatever kind.
protocol AnyPluginField: ExperimentField {
  /// Whether it names a plugin for each layer after the input layer, instead of a single one.
  var isForEachLayer: Bool { get }

  /// Makes the component that a node names.
  ///
  /// - Parameters:
  ///   - node: the field's value in the file, or an entry of it
  ///   - label: what messages call the setting
  ///   - registry: the plugins that can be named
  ///   - diagnostics: receives all mistakes in the node
  /// - Returns: the component and what it was made from, or `nil` if there were mistakes
  func make(
    from node: YAMLNode, label: String, registry: Registry, diagnostics: inout Diagnostics
  ) -> (any ConfiguredPlugin)?

  /// Makes the component that a file without this field gets; `nil` if the field is required.
  ///
  /// - Parameters:
  ///   - range: where messages point
  ///   - registry: the plugins that can be named
  /// - Returns: the component and what it was made from
  /// - Throws: `ExperimentError` if the plugin does not accept its own defaults
  func makeDefault(
    at range: SourceRange, registry: Registry
  ) throws(ExperimentError) -> (any ConfiguredPlugin)?

  /// The parameters of all plugins that it can name.
  func parameterNames(in registry: Registry) -> [String]

  /// The kind of plugins that it can name.
  func kind(in registry: Registry) -> PluginKind

  /// What the entries of a mapping mean that names a plugin.
  func keys(in registry: Registry) -> PluginFieldKeys

  /// The entries of the mapping that a word stands for, so that another one can be added: none if
  /// that is the name of a plugin, which takes the place of the word; `nil` if the word is a value
  /// that names no plugin.
  func entries(
    of word: YAMLNode, adding key: String, in registry: Registry
  ) -> [YAMLEntry]?
}

extension AnyPluginField {
  /// Whether the setting at a path, which is keys joined by dots, names a plugin.
  func hasPlugin(at path: String) -> Bool {
    isForEachLayer ? path.hasPrefix("\(name).") : path == name
  }

  func isDefault(in experiment: Experiment) -> Bool {
    guard let value = parameter.defaultValue?.json else { return false }
    return experiment.plugins[self].allSatisfy { plugin in
      let written = plugin.json(relocate: nil)
      // Kinds that are written with a key may name the default by a word.
      return written == value || written == .object([(plugin.kind.nameKey, value)])
    }
  }

  func json(in experiment: Experiment, relocate: ((String) -> String)?) -> JSONValue? {
    let values = experiment.plugins[self].map { $0.json(relocate: relocate) }
    return isForEachLayer ? .array(values) : values[0]
  }
}
