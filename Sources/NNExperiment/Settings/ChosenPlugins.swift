import NNConfig

/// The plugins that the fields of an experiment name, with their settings.
struct ChosenPlugins: Sendable {
  private var byField: [String: [any ConfiguredPlugin]] = [:]

  /// Whether all fields that name plugins have them.
  var isComplete: Bool { ExperimentFields.plugins.allSatisfy { !self[$0].isEmpty } }

  /// The plugins that a field names: one, or one for each layer after the input layer; none if the
  /// field has mistakes.
  subscript(field: any AnyPluginField) -> [any ConfiguredPlugin] {
    get { byField[field.name] ?? [] }
    set { byField[field.name] = newValue }
  }

  /// The plugins that a field names, with the type of its components.
  func of<Component: Sendable>(_ field: PluginField<Component>) -> [Configured<Component>] {
    self[field].map { plugin in
      guard let plugin = plugin as? Configured<Component> else {
        preconditionFailure("'\(field.name)' has a plugin of another kind")
      }
      return plugin
    }
  }

  /// All plugins, each with the setting that names it: `dataset`, `activations.0`.
  ///
  /// The data set comes first, so that the names of its files do not depend on those of other
  /// plugins.
  var settings: [(key: String, plugin: any ConfiguredPlugin)] {
    let isOfData = { (field: any AnyPluginField) in field.name == ExperimentFields.dataset.name }
    let fields = ExperimentFields.plugins
    return (fields.filter(isOfData) + fields.filter { !isOfData($0) }).flatMap { field in
      self[field].enumerated().map { index, plugin in
        (field.isForEachLayer ? "\(field.name).\(index)" : field.name, plugin)
      }
    }
  }
}
