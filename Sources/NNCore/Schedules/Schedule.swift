public import NNConfig

/// How the learning rate changes while training.
public protocol Schedule: PluginComponent {
  /// The learning rate of an iteration.
  ///
  /// - Parameters:
  ///   - iteration: counted from 1
  ///   - iterations: the number of all iterations
  /// - Returns: a positive number
  func eta(at iteration: Int, of iterations: Int) -> Double
}
