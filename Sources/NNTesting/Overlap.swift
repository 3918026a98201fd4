import NNData

/// Rows of a data set that are in more than one of its sets.
enum Overlap {
  /// What sets have in common and should not.
  ///
  /// Single rows may well be equal. What is looked for is a set with exactly the rows of another
  /// one, in any order, or one whose rows, two or more, are all among different rows of the
  /// training set. Sets that were drawn from the same rows are left to `SplitCheck`.
  ///
  /// - Parameter sets: the sets
  /// - Returns: the first mistake; `nil` if there is none
  static func of(_ sets: BySplit<Samples>) -> String? {
    let counted = sets.map { split, samples in
      (
        split: split, samples: samples,
        rows: Dictionary(
          (0..<samples.count).map { (samples.contentHash(of: $0), 1) }, uniquingKeysWith: +)
      )
    }
    for (index, set) in counted.enumerated() {
      for other in counted[..<index] where !(set.samples.areDrawn && other.samples.areDrawn) {
        if set.rows == other.rows {
          return "the \(set.split.title) has the same rows as the \(other.split.title)"
        }
        let isPart =
          other.split == .train && other.rows.count == other.samples.count && set.samples.count > 1
          && set.rows.keys.allSatisfy { other.rows[$0] != nil }
        if isPart { return "all rows of the \(set.split.title) are in the training set, too" }
      }
    }
    return nil
  }
}
