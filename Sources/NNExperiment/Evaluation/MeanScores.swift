/// Means of the scores of several classes, labels or samples; what is undefined counts as 0.
///
/// These are the values that scikit-learn's `precision_recall_fscore_support` has with an `average`
/// and `zero_division=0`.
public struct MeanScores: Sendable, Equatable {
  /// The mean precision.
  public let precision: Double
  /// The mean recall.
  public let recall: Double
  /// The mean F1.
  public let f1: Double
}

extension MeanScores {
  /// Scores that are added up.
  struct Sum: Sendable, Equatable {
    private var precision = 0.0
    private var recall = 0.0
    private var f1 = 0.0
    private var weight = 0.0

    /// Adds scores with a weight.
    mutating func add(_ scores: ClassScores, weight: Double = 1) {
      precision += weight * (scores.precision ?? 0)
      recall += weight * (scores.recall ?? 0)
      f1 += weight * (scores.f1 ?? 0)
      self.weight += weight
    }

    /// The means; 0 if nothing has a weight.
    var means: MeanScores {
      let divisor = weight > 0 ? weight : 1
      return MeanScores(precision: precision / divisor, recall: recall / divisor, f1: f1 / divisor)
    }
  }

  /// The means of scores, each with a weight.
  init(of scores: some Sequence<ClassScores>, weight: (ClassScores) -> Double = { _ in 1 }) {
    var sum = Sum()
    for scores in scores { sum.add(scores, weight: weight(scores)) }
    self = sum.means
  }
}
