public import NNCore

/// Receives what a run reports while it is trained, and can ask it to stop.
///
/// It is called on the thread that trains, after every iteration, so slow code in it slows down the
/// training. Every requirement has a default that does nothing.
public protocol RunObserver: Sendable {
  /// Asks the training to stop at the next point at which it can resume; `nil` if it cannot be
  /// stopped.
  var stop: StopRequest? { get }

  /// Receives a message for the user, such as which file is damaged and not used.
  func note(_ text: String)

  /// Is called when a training resumes from a checkpoint.
  ///
  /// - Parameters:
  ///   - folder: the path of the run's folder
  ///   - iteration: the last iteration that is done
  ///   - iterations: the number of iterations of the whole training
  func willResume(_ folder: String, after iteration: Int, of iterations: Int)

  /// Is called after each iteration.
  ///
  /// - Parameters:
  ///   - step: the iteration
  ///   - cost: the mean cost of its batch before the update
  func didFinish(_ step: TrainingStep, cost: Double)

  /// Is called after each evaluation of the network, once its result is in `metrics.csv`; the last
  /// one follows the last iteration.
  ///
  /// - Parameter metrics: what was measured on each set
  func didEvaluate(_ metrics: TrainingMetrics)
}

extension RunObserver {
  /// The training cannot be stopped.
  public var stop: StopRequest? { nil }
  /// Ignores the message.
  public func note(_ text: String) {}
  /// Makes it a message.
  public func willResume(_ folder: String, after iteration: Int, of iterations: Int) {
    note("\(folder): resumes after iteration \(iteration) of \(iterations)")
  }
  /// Ignores the iteration.
  public func didFinish(_ step: TrainingStep, cost: Double) {}
  /// Ignores the evaluation.
  public func didEvaluate(_ metrics: TrainingMetrics) {}
}

/// An observer that ignores everything.
public struct NoObserver: RunObserver {
  /// An observer that ignores everything.
  public init() {}
}
