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
    var fields: [(String, JSONValue)] = [("kind", .string(kind)), ("name", .string(name))]
    switch origin {
    case .builtIn: fields.append(("origin", .string(Self.builtIn)))
    case .package(let module):
      fields += [("origin", .string(Self.package)), ("module", .string(module))]
    case .library(let path, let digest):
      fields += [
        ("origin", .string(Self.library)), ("file", .string(FileSystem.name(of: path))),
        ("sha256", .string(digest)),
      ]
    }
    return .object(fields)
  }

  /// Reads a plugin from the record of a run; `nil` if the value is not what `json` writes.
  init?(json: JSONValue) {
    guard let kind = json["kind"]?.string, let name = json["name"]?.string else { return nil }
    switch (json["origin"]?.string, json["module"]?.string) {
    case (Self.builtIn, _): self.init(kind: kind, name: name, origin: .builtIn)
    case (Self.package, let module?):
      self.init(kind: kind, name: name, origin: .package(module: module))
    case (Self.library, _):
      guard let file = json["file"]?.string, let digest = json["sha256"]?.string else {
        return nil
      }
      self.init(kind: kind, name: name, origin: .library(path: file, sha256: digest))
    default: return nil
    }
  }

  private static let builtIn = "built_in"
  private static let package = "package"
  private static let library = "library"
}
