/// The description of a plugin.
public struct PluginListing: Sendable {
  /// The name in experiment files.
  public let name: String
  /// Other names.
  public let aliases: [String]
  /// What it is, in one line.
  public let summary: String
  /// Its settings.
  public let parameters: [Parameter]
  /// The kind of settings whose names the experiment chooses; `nil` if there are none.
  public let namedByUser: Parameter.Kind?
  /// What it computes, as formulas, if the defaults of its settings make it.
  public let formulas: [ShownFormula]

  init<Component>(_ plugin: Plugin<Component>) {
    name = plugin.name
    aliases = plugin.aliases
    summary = plugin.summary
    parameters = plugin.parameters
    namedByUser = plugin.namedByUser
    formulas = plugin.formulas
  }
}

/// The descriptions of the plugins of one kind.
public struct CatalogListing: Sendable {
  /// The kind in one word, for example `loader`.
  public let kind: String
  /// The plugins, in the order in which they are shown.
  public let plugins: [PluginListing]

  /// The descriptions of plugins of a kind.
  package init(kind: String, plugins: [PluginListing]) {
    self.kind = kind
    self.plugins = plugins
  }
}
