public import NNConfig

/// How the learning rate changes during training.
public protocol Schedule: PluginComponent {
  /// The learning rate of an iteration.
  ///
  /// - Parameters:
  ///   - iteration: the iteration, counted from 1
  ///   - iterations: the number of iterations of the whole training
  /// - Returns: a finite number that is not negative
  func learningRate(at iteration: Int, of iterations: Int) -> Double

  /// Whether the learning rate of an iteration depends on how many there are, so that a training
  /// cannot be continued as a longer one. `true`, the default, is always correct.
  var dependsOnLength: Bool { get }

  /// What is wrong with the settings for a training of some length.
  ///
  /// - Parameter iterations: the number of iterations
  /// - Returns: the setting that has to change, and what is wrong; `nil`, the default, if the
  ///   schedule goes with a training of any length
  func problem(inIterations iterations: Int) -> (setting: String, message: String)?
}

extension Schedule {
  /// The learning rate that weights change by in an iteration.
  ///
  /// Where a gradient is zero, w - eta g is w in every bit, so that the update can be left out, but
  /// not if eta is -0: then a weight of -0 would become 0. So that rate counts as 0.
  ///
  /// - Parameters:
  ///   - iteration: the iteration, counted from 1
  ///   - iterations: the number of iterations of the whole training
  /// - Returns: the learning rate, which is never -0
  package func rateOfUpdate(at iteration: Int, of iterations: Int) -> Double {
    learningRate(at: iteration, of: iterations) + 0
  }

  /// What is wrong with the learning rate of an iteration.
  ///
  /// - Parameters:
  ///   - rate: the learning rate
  ///   - iteration: the iteration, counted from 1
  ///   - iterations: the number of iterations of the whole training
  /// - Returns: what is wrong; `nil` if it is a finite number of at least 0
  package static func problem(
    ofRate rate: Double, at iteration: Int, of iterations: Int
  ) -> String? {
    if rate >= 0, rate.isFinite { return nil }
    return
      "the learning rate is \(rate.isNaN ? "not a number" : "\(rate)") in iteration \(iteration) of \(iterations); it must be a "
      + "finite number of at least 0"
  }

  /// The learning rate may depend on the length of the training.
  public var dependsOnLength: Bool { true }

  /// It goes with trainings of any length.
  public func problem(inIterations iterations: Int) -> (setting: String, message: String)? { nil }
}
