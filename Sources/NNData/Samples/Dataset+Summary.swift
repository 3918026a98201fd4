import NNFiles

extension Dataset {
  /// What messages call the samples of a data set: `images of 28 x 28`.
  public struct Contents: Sendable {
    /// What one sample is called, in the singular.
    let unit: String
    /// What follows, with a space before it.
    let detail: String

    /// Names samples.
    ///
    /// - Parameters:
    ///   - unit: what one sample is called, in the singular: `image`
    ///   - detail: what they are of, if there is more to say: `of 28 x 28`
    public init(_ unit: String, _ detail: String = "") {
      self.unit = unit
      self.detail = detail.isEmpty ? "" : " \(detail)"
    }
  }

  /// The data set in a message: `133 training + 45 test rows of wine.csv`, `4 rows`.
  package var summary: String {
    let counts =
      test.map { "\(train.count) training + " + counted($0.count, "test \(contents.unit)") }
      ?? counted(train.count, contents.unit)
    return counts + contents.detail
  }

  /// The data set in a line of its own: `178 rows of wine.csv: 133 for training, 45 for testing`.
  package var splitSummary: String {
    let all = counted(train.count + (test?.count ?? 0), contents.unit)
    let testing = test.map { "\($0.count) for testing" } ?? "no test set"
    return "\(all)\(contents.detail): \(train.count) for training, \(testing)"
  }
}
