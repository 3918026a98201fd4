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
    let counts = sets.map { (count: $0.value.count, word: $0.split.adjective) }
    let last = counts[counts.count - 1]
    return counts.dropLast().map { "\($0.count) \($0.word) + " }.joined()
      + counted(last.count, (counts.count > 1 ? "\(last.word) " : "") + contents.unit)
      + contents.detail
  }

  /// The data set in a line of its own: `178 rows of wine.csv: 133 for training, 45 for testing`.
  package var splitSummary: String {
    let all = counted(sets.reduce(0) { $0 + $1.value.count }, contents.unit)
    let parts = sets.map { "\($0.value.count) for \($0.split.purpose)" }
    return "\(all)\(contents.detail): "
      + (parts + (test == nil ? ["no test set"] : [])).joined(separator: ", ")
  }
}
