import NNCore

/// Accumulates, sample by sample, what measures the quality of predictions.
protocol MetricAccumulator {
  /// Adds a row of a batch.
  mutating func add<T: Scalar>(_ outputs: Matrix<T>, targets: Matrix<T>, row: Int, sample: Int)

  /// The quality of the predictions so far.
  var quality: Evaluation.Quality { get }
}
