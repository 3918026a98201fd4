public import NNConfig
import NNCore
import NNData
import NNFiles

/// All plugins that an experiment can name, by kind.
///
/// There is no global registry: an nnrun with plugins of its own adds them to a registry and hands
/// it to `NNRun.main`.
public struct Registry: Sendable {
  /// A catalog for each kind, in the order in which they are shown.
  package private(set) var catalogs: [any AnyCatalog]
  /// The libraries whose plugins it has, in the order in which they were added.
  var libraries: [PluginLibrary] = []
  /// How libraries that experiments name are found.
  var librarySearch = LibrarySearch()

  /// A registry of the built-in plugins.
  public init() {
    do {
      catalogs = [
        try Catalog(
          kind: "activation", notation: .activations, foreignNames: .activations,
          CorePlugins.activations),
        try Catalog(
          kind: "loss", notation: .losses, foreignNames: .losses, CorePlugins.losses),
        try Catalog(
          kind: "loader", noun: "dataset loader", nameKey: "loader",
          otherKeys: [ExperimentFields.sha256.name], foreignNames: .loaders, DataPlugins.loaders),
        try Catalog(
          kind: "initializer", notation: .initializers, foreignNames: .initializers,
          CorePlugins.initializers),
        try Catalog(
          kind: "optimizer", notation: .optimizers, foreignNames: .optimizers,
          CorePlugins.optimizers),
        try Catalog(
          kind: "schedule", nameKey: "schedule", notation: .schedules, foreignNames: .schedules,
          CorePlugins.schedules),
      ]
    } catch {
      preconditionFailure("built-in plugins: \(error)")
    }
  }

  /// The plugins that make components of a type, for example `(any Loss).self`.
  func catalog<Component: Sendable>(of type: Component.Type) -> Catalog<Component> {
    for case let catalog as Catalog<Component> in catalogs { return catalog }
    preconditionFailure(
      "no kind of plugin makes \(type); write Plugin<any Loss> for a plugin that makes a loss")
  }

  /// Adds a plugin of any kind.
  ///
  /// - Parameter plugin: the plugin; the type of its component decides its kind
  /// - Throws: `DuplicatePlugin` if its name or an alias is taken, or if it has a shorthand and
  ///   another plugin of the kind has one already
  public mutating func add<Component: Sendable>(_ plugin: Plugin<Component>) throws(DuplicatePlugin)
  {
    var catalog = catalog(of: Component.self)
    try catalog.add(plugin)
    replace(catalog)
  }

  /// What the entries of fields that name plugins mean, by the fields' names.
  var pluginFields: [String: PluginFieldKeys] {
    Dictionary(
      ExperimentFields.plugins.map { ($0.name, $0.keys(in: self)) },
      uniquingKeysWith: { first, _ in first })
  }

  /// Replaces the catalog of a kind.
  mutating func replace<Component>(_ catalog: Catalog<Component>) {
    for index in catalogs.indices where catalogs[index] is Catalog<Component> {
      catalogs[index] = catalog
    }
  }

  /// The same plugins; for a plugin that is not among them, messages name the module in which a run
  /// found it.
  ///
  /// - Parameter plugins: the plugins that the run has used
  /// - Returns: the registry with the better messages
  func expecting(_ plugins: [UsedPlugin]) -> Registry {
    var registry = self
    for plugin in plugins {
      let origin: String
      switch plugin.origin {
      case .builtIn: continue
      case .package(let module):
        origin = "that of the module '\(module)', which this nnrun was built without"
      case .library(let file, let digest):
        origin =
          "that of the library '\(file.excerpt)' (SHA-256 \(digest.excerpt)); name the file with "
          + "--plugin"
      }
      for index in catalogs.indices where catalogs[index].kind.name == plugin.kind {
        registry.catalogs[index].expect(plugin.name, from: origin)
      }
    }
    return registry
  }

  /// All plugins by kind, in the order in which they are shown.
  public var listing: [CatalogListing] { catalogs.map(\.listing) }
}
