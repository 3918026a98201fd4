import NNCore

/// What is added up to say how good predictions are, sample after sample.
protocol MetricAccumulator {
  /// Adds a row of a batch, which is the given sample.
  mutating func add<T: Scalar>(_ outputs: Matrix<T>, targets: Matrix<T>, row: Int, sample: Int)

  /// What the samples so far say.
  var quality: Evaluation.Quality { get }
}
