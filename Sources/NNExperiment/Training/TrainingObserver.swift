package import NNCore

/// What a training reports to: it keeps what is reported, and says when to take a checkpoint and
/// when to stop.
package protocol TrainingObserver: Sendable {
  /// Asks to stop after a checkpoint; `nil` if nobody can.
  var stop: StopRequest? { get }

  /// Whether it is time for a checkpoint.
  var isCheckpointDue: Bool { get }

  /// An iteration is done.
  ///
  /// - Parameters:
  ///   - step: the iteration
  ///   - cost: the cost of its batch before the update
  /// - Throws: if that cannot be kept
  func didFinish(_ step: TrainingStep, cost: Double) throws

  /// The network was evaluated, also after the last iteration.
  ///
  /// - Throws: if that cannot be kept
  func didEvaluate(_ metrics: TrainingMetrics) throws

  /// Takes a checkpoint.
  ///
  /// - Parameter state: the state after the last iteration that was reported
  /// - Throws: if it cannot be written
  func takeCheckpoint<T: Scalar>(of state: TrainingState<T>) throws
}
