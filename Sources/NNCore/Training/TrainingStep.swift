/// One iteration of a training, as optimizers and observers see it.
public struct TrainingStep: Sendable, Equatable {
  /// The iteration, counted from 1.
  public let iteration: Int
  /// The number of iterations of the whole training.
  public let iterations: Int
  /// The number of samples in the iteration's batch.
  public let sampleCount: Int
  /// The learning rate eta.
  public let learningRate: Double

  /// Describes an iteration.
  public init(iteration: Int, iterations: Int, sampleCount: Int, learningRate: Double) {
    self.iteration = iteration
    self.iterations = iterations
    self.sampleCount = sampleCount
    self.learningRate = learningRate
  }
}
