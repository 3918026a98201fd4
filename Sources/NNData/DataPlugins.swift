import NNConfig

/// The built-in data set loaders.
public enum DataPlugins {
  /// The loaders, in the order in which they are listed.
  public static let loaders: [Plugin<any DatasetLoader>] = [
    MNIST.plugin, BinaryNumbers.plugin, Inline.plugin, CSV.plugin, NPZ.plugin,
  ]
}
