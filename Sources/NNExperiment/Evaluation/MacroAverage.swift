/// The means of the scores of all classes that have samples or are predicted, each with the same
/// weight.
///
/// What is undefined counts as 0. These are the values of scikit-learn's
/// `precision_recall_fscore_support(truth, predictions, average="macro", zero_division=0)`.
public struct MacroAverage: Sendable, Equatable {
  /// The mean precision.
  public let precision: Double
  /// The mean recall.
  public let recall: Double
  /// The mean F1.
  public let f1: Double
}
