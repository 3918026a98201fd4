/// How missing values of a column are treated.
enum MissingMethod: String, CaseIterable, Sendable {
  /// They are an error.
  case error
  /// Their rows are left out.
  case dropRow = "drop_row"
  /// They are replaced by the mean of the training rows.
  case mean
  /// They are replaced by the median of the training rows; that of an even number of values is the
  /// mean of the middle two.
  case median
  /// They are replaced by the most frequent value of the training rows; of several, by the first in
  /// order.
  case mostFrequent = "most_frequent"
  /// They become a category of their own.
  case category

  /// Whether it can be used for features of a kind.
  func fits(_ kind: FeatureKind) -> Bool {
    switch self {
    case .error, .dropRow, .mostFrequent: true
    case .mean, .median: kind.categories == nil
    case .category: kind.categories != nil
    }
  }

  /// The value that replaces missing values.
  ///
  /// - Parameter values: the values of the training rows, at least one: numbers or the indices of
  ///   categories
  /// - Returns: a number or an index; `nil` if this method replaces nothing
  func fill(_ values: [Double]) -> Double? {
    switch self {
    case .error, .dropRow, .category: return nil
    case .mean:
      var sum = 0.0
      for value in values { sum += value }
      return sum / Double(values.count)
    case .median:
      let sorted = values.sorted()
      let middle = sorted.count / 2
      return sorted.count.isMultiple(of: 2)
        ? (sorted[middle - 1] + sorted[middle]) / 2 : sorted[middle]
    case .mostFrequent:
      let sorted = values.sorted()
      var (mostFrequent, maximumCount) = (sorted[0], 0)
      var start = 0
      for index in sorted.indices
      where index + 1 == sorted.count || sorted[index + 1] != sorted[index] {
        let count = index + 1 - start
        if count > maximumCount { (mostFrequent, maximumCount) = (sorted[index], count) }
        start = index + 1
      }
      return mostFrequent
    }
  }
}
