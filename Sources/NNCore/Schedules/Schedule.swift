public import NNConfig

/// How the learning rate changes during training.
public protocol Schedule: PluginComponent {
  /// The learning rate of an iteration.
  ///
  /// - Parameters:
  ///   - iteration: the iteration, counted from 1
  ///   - iterations: the number of iterations of the whole training
  /// - Returns: a positive number
  func learningRate(at iteration: Int, of iterations: Int) -> Double
}
