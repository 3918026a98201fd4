import NNData

/// Where a training pauses, and what it is measured on there.
package struct TrainingPause: Sendable {
  /// The iteration after which it pauses.
  let iteration: Int
  /// The set on which the network is evaluated; `nil` for the one that says most about it.
  let split: Split?

  /// A pause after an iteration.
  package init(after iteration: Int, goal: Goal?) {
    self.iteration = iteration
    split = goal?.measure.split
  }
}

/// How good a network is on one of the sets.
package struct SetMetrics: Sendable {
  let split: Split
  let metrics: Metrics
}
