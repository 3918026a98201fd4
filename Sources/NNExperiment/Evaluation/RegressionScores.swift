/// How far predictions are from their targets, in the targets' own units.
public struct RegressionScores: Sendable, Equatable {
  /// For a target y with predictions a, over n samples.
  public struct Scores: Sendable, Equatable {
    /// The mean absolute error, sum |a - y| / n.
    public let mae: Double
    /// The root of the mean squared error, sqrt(sum (a - y)^2 / n).
    public let rmse: Double
    /// The coefficient of determination, 1 - sum (a - y)^2 / sum (y - mean y)^2; `nil` for a target
    /// without variance.
    public let r2: Double?
  }

  /// The means over the targets, as scikit-learn's `mean_absolute_error`,
  /// `root_mean_squared_error` and `r2_score` have them.
  ///
  /// Beside others, a target without variance counts in the mean of R2 as 1 if it is predicted
  /// exactly, otherwise as 0. R2 is `nil` for a single sample, and for a single target without
  /// variance.
  public let overall: Scores
  /// For each target.
  public let targets: [Scores]
}
