import NNCore

/// What a training reports to while it goes on.
package protocol TrainingLog {
  /// The cost of an iteration, counted from 1.
  func record(iteration: Int, cost: Double) throws

  /// An evaluation, that after the last iteration included.
  func record(_ metrics: TrainingMetrics) throws

  /// Whether it is time for a checkpoint.
  var isCheckpointDue: Bool { get }

  /// Takes a checkpoint: the network is as after the last iteration that was recorded.
  ///
  /// - Parameters:
  ///   - network: the network
  ///   - progress: how far the training is
  /// - Throws: if it cannot be written
  func takeCheckpoint<T: Scalar>(_ network: Network<T>, _ progress: TrainingProgress) throws
}

/// How far a training is.
package struct TrainingProgress {
  /// The iterations that are done, whose cost was finite.
  package var iteration = 0
  /// The cost of the last of them.
  package var cost: Double?
  /// The seconds that they took, without evaluations and checkpoints.
  package var seconds = 0.0

  /// Nothing is done.
  package init() {}

  init(iteration: Int, cost: Double?, seconds: Double) {
    self.iteration = iteration
    self.cost = cost
    self.seconds = seconds
  }
}
