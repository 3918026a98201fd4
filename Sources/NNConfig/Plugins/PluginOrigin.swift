/// Where a plugin comes from.
public enum PluginOrigin: Sendable, Equatable {
  /// nnrun itself.
  case builtIn
  /// A package that builds its own nnrun; with the module that defines the plugin.
  case package(module: String)
}
