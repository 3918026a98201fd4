/// What is done about missing values of a column.
enum MissingMethod: String, CaseIterable, Sendable {
  /// The file is refused.
  case error
  /// Their rows are left out.
  case dropRow = "drop_row"
  /// The mean of the training rows takes their place.
  case mean
  /// The median of the training rows takes their place, of an even number of values the mean of the two
  /// in the middle.
  case median
  /// The most frequent value of the training rows takes their place, the first in order of several.
  case mostFrequent = "most_frequent"
  /// They are a category of their own.
  case category

  /// Whether it is for features of a kind.
  func fits(_ kind: FeatureKind) -> Bool {
    switch self {
    case .error, .dropRow, .mostFrequent: true
    case .mean, .median: kind.categories == nil
    case .category: kind.categories != nil
    }
  }

  /// What takes the place of missing values.
  ///
  /// - Parameter values: the numbers of the training rows, or the indices of their categories, at
  ///   least one
  /// - Returns: a number or an index; `nil` if nothing takes their place
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
      var (best, most) = (sorted[0], 0)
      var start = 0
      for index in sorted.indices
      where index + 1 == sorted.count || sorted[index + 1] != sorted[index] {
        if index + 1 - start > most { (best, most) = (sorted[index], index + 1 - start) }
        start = index + 1
      }
      return best
    }
  }
}
