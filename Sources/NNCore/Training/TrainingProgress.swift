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
  /// An evaluation.
  package struct Evaluation: Sendable, Equatable {
    /// What was measured.
    package let value: Double
    /// The iteration after which it was measured.
    package let iteration: Int

    /// A value that was measured after an iteration.
    package init(value: Double, iteration: Int) {
      self.value = value
      self.iteration = iteration
    }
  }

  /// The best evaluation so far; `nil` before the first.
  package var best: Evaluation?
  /// The evaluations after that.
  package var evaluationsSince = 0

  /// The progress before the first evaluation.
  package init() {}
}
