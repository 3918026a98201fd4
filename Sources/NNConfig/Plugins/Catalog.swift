/// The plugins of one kind that an experiment can name.
public struct Catalog<Component: Sendable>: Sendable {
  /// Their kind.
  public let kind: PluginKind
  /// The plugins, in the order in which they are shown.
  public private(set) var plugins: [Plugin<Component>] = []
  /// What other programs call them.
  let foreignNames: ForeignNames
  /// Where plugins come from that are missing, by the plugins' names: phrases for messages.
  private(set) var absent: [String: String] = [:]

  /// A catalog of built-in plugins.
  ///
  /// - Parameters:
  ///   - kind: the kind in one word
  ///   - noun: what messages call a plugin of the kind, if not that word
  ///   - nameKey: the key that names a plugin, if not `name`; plugins are then always written with
  ///     it
  ///   - otherKeys: keys besides a plugin's parameters, which the owner of the catalog reads
  ///   - notation: how formulas of its plugins are written
  ///   - foreignNames: what other programs call plugins and parameters, for messages
  ///   - plugins: the plugins
  /// - Throws: `DuplicatePlugin` if two of them claim a name
  package init(
    kind: String, noun: String? = nil, nameKey: String? = nil, otherKeys: [String] = [],
    notation: FormulaNotation? = nil, foreignNames: ForeignNames = ForeignNames(),
    _ plugins: [Plugin<Component>]
  ) throws(DuplicatePlugin) {
    self.kind = PluginKind(
      name: kind, noun: noun ?? kind, nameKey: nameKey ?? "name", isWrittenWithKey: nameKey != nil,
      otherKeys: otherKeys, notation: notation)
    self.foreignNames = foreignNames
    for var plugin in plugins {
      plugin.origin = .builtIn
      try add(plugin)
    }
  }

  /// Adds a plugin.
  ///
  /// - Throws: `DuplicatePlugin` if its name or an alias is taken, or if it has a shorthand and
  ///   another plugin has one already
  package mutating func add(_ plugin: Plugin<Component>) throws(DuplicatePlugin) {
    for name in [plugin.name] + plugin.aliases where self.plugin(named: name) != nil {
      throw .name(name, kind: kind.noun)
    }
    precondition(
      plugin.parameters.allSatisfy { !([kind.nameKey] + kind.otherKeys).contains($0.name) },
      "a parameter of \(plugin.name) has the name of a key with another meaning")
    if let other = pluginOfValue, plugin.shorthand != nil {
      throw .shorthand([other.name, plugin.name], kind: kind.noun)
    }
    plugins.append(plugin)
  }

  /// The plugin with this name or alias.
  public func plugin(named name: String) -> Plugin<Component>? {
    plugins.first { $0.name == name || $0.aliases.contains(name) }
  }

  /// Whether a word alone names a plugin, rather than being a plugin's value.
  public var isNamedByWords: Bool { pluginOfValue == nil }

  /// The plugin with a shorthand, which a value alone means.
  var pluginOfValue: Plugin<Component>? { plugins.first { $0.shorthand != nil } }
}

/// A catalog, whatever its plugins make.
package protocol AnyCatalog<Component>: Sendable {
  /// What its plugins make.
  associatedtype Component: Sendable

  /// The kind of its plugins.
  var kind: PluginKind { get }
  /// The plugins, in the order in which they are shown.
  var plugins: [Plugin<Component>] { get }
  /// A description of its plugins.
  var listing: CatalogListing { get }
  /// Makes messages about a missing plugin say where it comes from.
  ///
  /// - Parameters:
  ///   - name: the plugin
  ///   - origin: a phrase: `that of the module 'm', which this nnrun was built without`
  mutating func expect(_ name: String, from origin: String)
}

extension Catalog: AnyCatalog {
  /// A description of the plugins.
  package var listing: CatalogListing {
    CatalogListing(kind: kind.name, plugins: plugins.map { PluginListing($0, kind: kind) })
  }

  /// Makes messages about a missing plugin say where it comes from.
  package mutating func expect(_ name: String, from origin: String) { absent[name] = origin }
}
