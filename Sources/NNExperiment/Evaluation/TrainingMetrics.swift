public import NNData

/// How good a network is at a point of its training.
public struct TrainingMetrics: Sendable, Equatable {
  /// The iteration after which it was evaluated, counted from 1.
  public let iteration: Int
  /// How good it is on each set.
  public let sets: BySplit<Metrics>

  /// Whether all that is defined is finite.
  var isFinite: Bool { sets.allSatisfy(\.value.isFinite) }
}
