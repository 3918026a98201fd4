import NNConfig
import NNFiles

/// A plugin that a run has used, as `run.json` records it.
struct UsedPlugin: Equatable {
  /// The name of its kind: `loader`.
  let kind: String
  /// Its canonical name.
  let name: String
  /// Whether it is built in, or the module or library that defines it.
  let origin: PluginOrigin
}

extension UsedPlugin {
  /// The plugins of an experiment, each once.
  static func all(of experiment: Experiment) -> [UsedPlugin] {
    var plugins: [UsedPlugin] = []
    for (_, plugin) in experiment.plugins.settings {
      let used = UsedPlugin(kind: plugin.kind.name, name: plugin.name, origin: plugin.origin)
      if !plugins.contains(used) { plugins.append(used) }
    }
    return plugins
  }

  /// The plugin as the record of a run lists it.
  var json: JSONValue {
    .object([("kind", .string(kind)), ("name", .string(name))] + origin.json)
  }

  /// Reads a plugin from the record of a run; `nil` if the value is not what `json` writes.
  init?(json: JSONValue) {
    guard let kind = json["kind"]?.string, let name = json["name"]?.string,
      let origin = PluginOrigin(json: json)
    else { return nil }
    self.init(kind: kind, name: name, origin: origin)
  }
}
