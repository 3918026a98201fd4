import NNConfig

/// The built-in plugins of a network, in the order in which they are shown.
public enum CorePlugins {
  /// Functions of neurons.
  public static let activations: [Plugin<any Activation>] = [
    Sigmoid.plugin, ReLU.plugin, Identity.plugin, Softmax.plugin, Tanh.plugin, LeakyReLU.plugin,
    GELU.plugin, Softplus.plugin,
  ]
  /// Costs.
  public static let losses: [Plugin<any Loss>] = [
    SquaredError.plugin, CrossEntropy.plugin, BinaryCrossEntropy.plugin,
  ]
  /// Start weights.
  public static let initializers: [Plugin<any Initializer>] = [
    NormalInitializer.he, NormalInitializer.xavier, ZeroInitializer.plugin,
    WeightsFileInitializer.plugin,
  ]
  /// Rules that change weights.
  public static let optimizers: [Plugin<any Optimizer>] = [SGD.plugin]
  /// Learning rates.
  public static let schedules: [Plugin<any Schedule>] = [ConstantSchedule.plugin]
}
