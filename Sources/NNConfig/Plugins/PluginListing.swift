/// What there is to know of a plugin without making it.
public struct PluginListing: Sendable {
  /// The name in experiment files.
  public let name: String
  /// Other names.
  public let aliases: [String]
  /// What it is, in one line.
  public let summary: String
  /// Its settings.
  public let parameters: [Parameter]

  init<Component>(_ plugin: Plugin<Component>) {
    name = plugin.name
    aliases = plugin.aliases
    summary = plugin.summary
    parameters = plugin.parameters
  }
}

/// The plugins of one kind.
public struct CatalogListing: Sendable {
  /// The kind in one word, for example `loader`.
  public let kind: String
  /// The plugins, in the order in which they are shown.
  public let plugins: [PluginListing]

  /// Plugins of a kind.
  public init(kind: String, plugins: [PluginListing]) {
    self.kind = kind
    self.plugins = plugins
  }
}
