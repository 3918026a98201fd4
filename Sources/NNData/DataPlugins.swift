import NNConfig

/// The built-in data set loaders, in the order in which they are shown.
public enum DataPlugins {
  /// Data sets.
  public static let loaders: [Plugin<any DatasetLoader>] = [
    MNIST.plugin, BinaryNumbers.plugin, Inline.plugin, CSV.plugin, NPZ.plugin,
  ]
}
