/// How far a training is.
package struct TrainingProgress: Sendable, Equatable {
  /// The number of iterations that are done, all of them with a finite cost.
  package var iteration = 0
  /// The mean cost of the samples in the last of them; `nil` before the first.
  package var cost: Double?
  /// The seconds that they took, without evaluations and checkpoints.
  package var seconds = 0.0

  /// The progress before the first iteration.
  package init() {}

  /// The progress after some iterations.
  package init(iteration: Int, cost: Double?, seconds: Double) {
    self.iteration = iteration
    self.cost = cost
    self.seconds = seconds
  }
}
