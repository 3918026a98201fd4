package import NNConfig

/// The built-in plugins of a network, in the order in which they are shown.
package enum CorePlugins {
  /// Functions of neurons.
  package static let activations: [Plugin<any Activation>] = [
    Sigmoid.plugin, ReLU.plugin, Identity.plugin, Softmax.plugin, Tanh.plugin, LeakyReLU.plugin,
    GELU.plugin, Softplus.plugin,
  ]
  /// Costs.
  package static let losses: [Plugin<any Loss>] = [
    SquaredError.plugin, CrossEntropy.plugin, BinaryCrossEntropy.plugin,
  ]
  /// Start weights.
  package static let initializers: [Plugin<any Initializer>] = [
    NormalInitializer.he, NormalInitializer.xavier, ZeroInitializer.plugin,
    WeightsFileInitializer.plugin,
  ]
  /// Rules that change weights.
  package static let optimizers: [Plugin<any Optimizer>] = [SGD.plugin]
  /// Learning rates.
  package static let schedules: [Plugin<any Schedule>] = [ConstantSchedule.plugin]
}
