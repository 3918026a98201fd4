/// How far predictions are from their targets, in the targets' own units.
public struct RegressionQuality: Sendable, Equatable {
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

  /// The means over the targets; R2 is undefined if that of any target is.
  ///
  /// These are the values of scikit-learn's `mean_absolute_error`, `root_mean_squared_error` and
  /// `r2_score` where that is defined.
  public let overall: Scores
  /// For each target.
  public let targets: [Scores]
}
