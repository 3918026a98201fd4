import NNConfig
import NNCore
import NNData

/// All that an experiment can name, by kind.
///
/// A value: whoever builds an nnrun of their own adds plugins to a copy and hands it down.
public struct Registry: Sendable {
  /// Functions of neurons.
  public var activations: Catalog<any Activation>
  /// Costs.
  public var losses: Catalog<any Loss>
  /// Data sets.
  public var loaders: Catalog<any DatasetLoader>
  /// Start weights.
  public var initializers: Catalog<any Initializer>
  /// Rules that change weights.
  public var optimizers: Catalog<any Optimizer>
  /// Learning rates.
  public var schedules: Catalog<any Schedule>

  /// The built-in plugins.
  ///
  /// - Throws: `DuplicatePlugin` if two of them claim a name
  public init() throws(DuplicatePlugin) {
    activations = try Catalog(kind: "activation", CorePlugins.activations)
    losses = try Catalog(kind: "loss", CorePlugins.losses)
    loaders = try Catalog(
      kind: "dataset loader", nameKey: "loader", otherKeys: [ExperimentFields.sha256.name],
      DataPlugins.loaders)
    initializers = try Catalog(kind: "initializer", CorePlugins.initializers)
    optimizers = try Catalog(kind: "optimizer", CorePlugins.optimizers)
    schedules = try Catalog(kind: "schedule", nameKey: "schedule", CorePlugins.schedules)
  }
}
