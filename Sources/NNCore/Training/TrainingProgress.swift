/// How far a training is.
package struct TrainingProgress: Sendable, Equatable {
  /// The number of iterations that are done, all of them with a finite cost.
  package var iteration = 0
  /// The mean cost of the samples in the last of them; `nil` before the first.
  package var cost: Double?
  /// The seconds that they took, without evaluations and checkpoints.
  package var seconds = 0.0
  /// What early stopping remembers.
  package var stopping = StoppingProgress()

  /// The progress before the first iteration.
  package init() {}

  /// The progress after some iterations.
  package init(
    iteration: Int, cost: Double?, seconds: Double, stopping: StoppingProgress = StoppingProgress()
  ) {
    self.iteration = iteration
    self.cost = cost
    self.seconds = seconds
    self.stopping = stopping
  }
}

/// What early stopping remembers from one evaluation to the next.
package struct StoppingProgress: Sendable, Equatable {
  /// The best value so far, and the iteration after which it was measured; `nil` before the first.
  package var best: (value: Double, iteration: Int)?
  /// The evaluations after that.
  package var evaluationsSince = 0

  /// The progress before the first evaluation.
  package init() {}

  /// Whether both remember the same.
  package static func == (a: StoppingProgress, b: StoppingProgress) -> Bool {
    a.best?.value == b.best?.value && a.best?.iteration == b.best?.iteration
      && a.evaluationsSince == b.evaluationsSince
  }
}
