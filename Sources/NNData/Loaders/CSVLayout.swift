import NNConfig
import NNFiles

/// What the columns of a training set are; a test set has the same.
struct CSVLayout {
  /// The file of the training set.
  let path: String
  /// The names of the features.
  let featureNames: [String]
  /// How features become inputs.
  let encoding: InputEncoding
  /// The names of the targets.
  let targetNames: [String]
  /// The classes; `nil` if targets are numeric.
  let classes: ClassNames?
}

extension CSVLayout {
  /// Finds this file's columns in another one.
  ///
  /// - Throws: `DataError` if one is missing
  func find(
    in header: CSVHeader, path: String, columns: CSVColumns
  ) throws(DataError) -> CSVColumns.Indices {
    func find(_ names: [String]) throws(DataError) -> [Int] {
      var indices: [Int] = []
      for name in names {
        guard let index = header.column(name) else {
          let delimiter = columns.delimiter
          let other = header.likelyDelimiter(insteadOf: delimiter)
          let hint = other.map { "; write \(delimiter.quoted) instead of \($0.quoted)" } ?? ""
          throw DataError(
            path, "has no column '\(name.excerpt)', which \(self.path) has\(hint)")
        }
        indices.append(index)
      }
      return indices
    }
    return CSVColumns.Indices(
      features: try find(featureNames), targets: try find(targetNames))
  }
}
