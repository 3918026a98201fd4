/// A sample whose prediction is not what is true.
public struct Mistake: Sendable {
  /// The index of its row in the data, from 0.
  public let index: Int
  /// The line of its file on which it begins; `nil` if it has none.
  public let line: Int?
  /// What is true and what was predicted.
  public let content: Content
  /// The sample as a picture; `nil` if it is not an image.
  public let picture: Picture?

  /// What is true and what was predicted, by task.
  public enum Content: Sendable {
    /// A class, another one that was predicted, and the probability of that.
    case classification(truth: Int, prediction: Int, probability: Double)
    /// Labels, those that were predicted, and the probability of each of those that are in only one
    /// of the two.
    case multilabel(truth: [Int], prediction: [Int], wrong: [(label: Int, probability: Double)])
    /// A number for each target, what was predicted, and by how much that is too large.
    case regression(truth: [Double], prediction: [Double], errors: [Double])
  }
}

/// The worst mistakes in a set.
public struct WorstMistakes: Sendable {
  /// The worst ones, the worst first.
  public let shown: [Mistake]
  /// The number of all mistakes in the set.
  public let count: Int
}
