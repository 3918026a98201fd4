/// Where a plugin comes from.
public enum PluginOrigin: Sendable, Equatable {
  /// nnrun itself.
  case builtIn
  /// A package that builds its own nnrun; with the module that defines the plugin.
  case package(module: String)
  /// A library that was loaded at run time; with its file and the SHA-256 of its bytes.
  case library(path: String, sha256: String)
}
