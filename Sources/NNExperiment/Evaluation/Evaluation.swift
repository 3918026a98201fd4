/// How good a network is on a set of samples, in detail.
public struct Evaluation: Sendable {
  /// The number of samples.
  public let sampleCount: Int
  /// The mean cost per sample.
  public let cost: Double
  /// The first sample whose cost is not finite.
  let firstInfiniteCost: Int?
  /// What is measured besides the cost.
  public let quality: Quality

  /// Measures of quality by task.
  public enum Quality: Sendable {
    /// Which classes were predicted.
    case classification(ConfusionMatrix)
    /// Which labels were predicted.
    case multilabel(LabelCounts)
    /// How far predictions are from their targets.
    case regression(RegressionScores)
  }

  /// What a run records of it.
  public var metrics: Metrics { Metrics(cost: cost, quality: quality.summary) }
}

extension Evaluation.Quality {
  /// What a run records of it.
  var summary: Metrics.Quality {
    switch self {
    case .classification(let confusion): .classification(accuracy: confusion.accuracy)
    case .multilabel(let counts):
      .multilabel(
        subsetAccuracy: counts.subsetAccuracy, hammingLoss: counts.hammingLoss,
        microF1: counts.microAverage.f1, macroF1: counts.macroAverage.f1)
    case .regression(let quality): .regression(mae: quality.overall.mae, r2: quality.overall.r2)
    }
  }
}
