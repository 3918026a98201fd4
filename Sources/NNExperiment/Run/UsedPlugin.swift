package import NNConfig
package import NNFiles

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
    .object([("kind", .string(kind)), ("name", .string(name))] + origin.fields)
  }

  /// Reads a plugin from the record of a run; `nil` if the value is not what `json` writes.
  init?(json: JSONValue) {
    guard let kind = json["kind"]?.string, let name = json["name"]?.string else { return nil }
    switch (json["origin"]?.string, json["module"]?.string) {
    case (PluginOrigin.builtInWord, _): self.init(kind: kind, name: name, origin: .builtIn)
    case (PluginOrigin.packageWord, let module?):
      self.init(kind: kind, name: name, origin: .package(module: module))
    case (PluginOrigin.libraryWord, _):
      guard let file = json["file"]?.string, let digest = json["sha256"]?.string else {
        return nil
      }
      self.init(kind: kind, name: name, origin: .library(path: file, sha256: digest))
    default: return nil
    }
  }
}

extension PluginOrigin {
  fileprivate static let builtInWord = "built_in"
  fileprivate static let packageWord = "package"
  fileprivate static let libraryWord = "library"

  /// The fields of a JSON object that say where a plugin comes from.
  package var fields: [(String, JSONValue)] {
    switch self {
    case .builtIn: [("origin", .string(Self.builtInWord))]
    case .package(let module):
      [("origin", .string(Self.packageWord)), ("module", .string(module))]
    case .library(let path, let digest):
      [
        ("origin", .string(Self.libraryWord)), ("file", .string(FileSystem.name(of: path))),
        ("sha256", .string(digest)),
      ]
    }
  }
}
