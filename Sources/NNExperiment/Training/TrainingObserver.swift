package import NNCore

/// Receives and keeps what a training reports, and decides when to take a checkpoint and when to
/// stop.
package protocol TrainingObserver: Sendable {
  /// Asks the training to stop after a checkpoint; `nil` if it cannot be stopped.
  var stop: StopRequest? { get }

  /// Whether it is time for a checkpoint.
  var isCheckpointDue: Bool { get }

  /// Is called after each iteration.
  ///
  /// - Parameters:
  ///   - step: the iteration
  ///   - cost: the mean cost of its batch before the update
  /// - Throws: an error that ends the training, for example `FileError` if the cost cannot be
  ///   written
  func didFinish(_ step: TrainingStep, cost: Double) throws

  /// Is called after each evaluation of the network; the last one follows the last iteration.
  ///
  /// - Parameter metrics: what was measured on each set
  /// - Throws: an error that ends the training, for example `FileError` if metrics cannot be
  ///   written
  func didEvaluate(_ metrics: TrainingMetrics) throws

  /// Takes a checkpoint.
  ///
  /// - Parameter state: the state after the last iteration that was reported
  /// - Throws: an error that ends the training, for example `FileError` if it cannot be written
  func takeCheckpoint<T: Scalar>(of state: TrainingState<T>) throws
}
