/// How far a training is.
public struct TrainingProgress: Sendable, Equatable {
  /// The iterations that are done, all of them with a finite cost.
  public var iteration = 0
  /// The cost of the last of them; `nil` before the first.
  public var cost: Double?
  /// The seconds that they took, without evaluations and checkpoints.
  public var seconds = 0.0

  /// The progress before the first iteration.
  public init() {}

  /// The progress after some iterations.
  package init(iteration: Int, cost: Double?, seconds: Double) {
    self.iteration = iteration
    self.cost = cost
    self.seconds = seconds
  }
}
