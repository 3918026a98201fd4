import NNConfig
import NNCore
import NNData

/// A library of plugins that is loaded into this process, where it stays.
struct PluginLibrary: Sendable {
  /// Its file, as the experiment or the command line names it.
  let path: String
  /// The SHA-256 of its bytes, in lower-case hexadecimal digits.
  let digest: String
  /// Its plugins, a list for each kind that libraries can have.
  let activations: [Plugin<any Activation>]
  let losses: [Plugin<any Loss>]
  let initializers: [Plugin<any Initializer>]
  let loaders: [Plugin<any DatasetLoader>]

  /// Where its plugins come from, as they and the records of runs say.
  var origin: PluginOrigin { .library(path: path, sha256: digest) }
}

/// A plugin of a library, as messages name it.
struct LibraryPluginName: Sendable {
  /// The path of the library.
  let library: String
  /// What the kind of the plugin is called: `loader`.
  let kind: String
  /// The name of the plugin.
  let name: String

  /// The plugin in a sentence: `loader 'words' of ./libwords.so`.
  var text: String { "\(kind) '\(name)' of \(library)" }
}
