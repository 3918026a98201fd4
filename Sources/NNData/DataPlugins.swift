package import NNConfig

/// The built-in data set loaders.
package enum DataPlugins {
  /// The loaders, in the order in which they are listed.
  package static let loaders: [Plugin<any DatasetLoader>] = [
    MNIST.plugin, BinaryNumbers.plugin, Inline.plugin, CSV.plugin, NPZ.plugin,
  ]
}
