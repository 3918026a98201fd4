package import NNConfig

/// The built-in plugins of a network, in the order in which they are shown.
package enum CorePlugins {
  /// Activation functions.
  package static let activations: [Plugin<any Activation>] = [
    Sigmoid.plugin, ReLU.plugin, Identity.plugin, Softmax.plugin, Tanh.plugin, LeakyReLU.plugin,
    FormulaActivations.elu, FormulaActivations.selu, GELU.plugin, FormulaActivations.silu,
    FormulaActivations.mish, Softplus.plugin, FormulaActivation.plugin,
  ]
  /// Losses.
  package static let losses: [Plugin<any Loss>] = [
    SquaredError.plugin, CrossEntropy.plugin, BinaryCrossEntropy.plugin,
    FormulaLosses.absoluteError, FormulaLosses.huber, FormulaLosses.logCosh, FormulaLoss.plugin,
  ]
  /// Initializers of weights.
  package static let initializers: [Plugin<any Initializer>] = [
    VarianceScaling.he, VarianceScaling.heUniform, VarianceScaling.xavier,
    VarianceScaling.xavierUniform, VarianceScaling.leCun, VarianceScaling.leCunUniform,
    ZeroInitializer.plugin, WeightsFileInitializer.plugin, FormulaInitializer.plugin,
  ]
  /// Optimizers.
  package static let optimizers: [Plugin<any Optimizer>] = [
    SGD.plugin, Momentum.plugin, RMSProp.plugin, AdaGrad.plugin, Adam.adam, Adam.adamW,
    FormulaOptimizer.plugin,
  ]
  /// Schedules of the learning rate.
  package static let schedules: [Plugin<any Schedule>] = [
    ConstantSchedule.plugin, FormulaSchedules.step, FormulaSchedules.exponential,
    FormulaSchedules.cosine, FormulaSchedules.oneCycle, FormulaSchedule.plugin,
  ]
}
