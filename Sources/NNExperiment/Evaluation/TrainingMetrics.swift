/// How good a network is at a point of its training.
package struct TrainingMetrics: Sendable, Equatable {
  /// The iteration after which it was evaluated, counted from 1.
  let iteration: Int
  /// On the training set.
  let train: Metrics
  /// On the test set, if there is one.
  let test: Metrics?

  /// Whether all that is defined is finite.
  var isFinite: Bool { train.isFinite && test?.isFinite ?? true }
}
