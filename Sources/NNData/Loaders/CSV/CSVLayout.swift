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
  /// - Throws: `DataError` if one is missing, or there are others although the experiment does not
  ///   choose the features
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
    let indices = CSVColumns.Indices(
      features: try find(featureNames), targets: try find(targetNames))
    if !columns.choosesFeatures { try refuseOthers(than: indices, in: header, path: path) }
    return indices
  }

  private func refuseOthers(
    than indices: CSVColumns.Indices, in header: CSVHeader, path: String
  ) throws(DataError) {
    let known = Set(indices.features + indices.targets)
    let others = header.names.indices.filter { !known.contains($0) }
    if others.isEmpty { return }
    let list = others.map { "'\(header.names[$0].excerpt)'" }.listing
    throw DataError(
      path,
      "has the \(others.count == 1 ? "column" : "columns") \(list), which \(self.path) does not "
        + "have; remove \(others.count == 1 ? "it" : "them") or choose inputs with 'features'")
  }
}
