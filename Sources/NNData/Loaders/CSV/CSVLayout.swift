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
  /// What takes the place of missing values, for each feature; `nil` if nothing does.
  var fills: [Double?]
  /// The names of the targets.
  let targetNames: [String]
  /// The classes; `nil` if targets are numeric.
  let classes: ClassNames?
  /// Whether a column without name and values was left out.
  var hasEmptyColumn = false
}

extension CSVLayout {
  /// Finds this file's columns in another one.
  ///
  /// - Throws: `DataError` if one is missing, or there are others although the experiment does not
  ///   choose the features
  func find(
    in header: CSVHeader, path: String, columns: CSVColumns
  ) throws(DataError) -> CSVColumns.Uses {
    func find(_ names: [String]) throws(DataError) -> [CSVColumns.Use] {
      var uses: [CSVColumns.Use] = []
      for name in names {
        guard let index = header.column(name) else {
          let delimiter = columns.delimiter
          let other = header.likelyDelimiter(insteadOf: delimiter)
          let hint = other.map { "; write \(delimiter.quoted) instead of \($0.quoted)" } ?? ""
          throw DataError(
            path, "has no column '\(name.excerpt)', which \(self.path) has\(hint)")
        }
        uses.append(CSVColumns.Use(index: index, method: columns.rowMethod(of: index, in: header)))
      }
      return uses
    }
    let uses = CSVColumns.Uses(
      features: try find(featureNames), targets: try find(targetNames))
    // A target that is named by its place may be another column here.
    for target in uses.targets where uses.features.contains(where: { $0.index == target.index }) {
      throw DataError(
        path,
        "has other columns than \(self.path): the target would be '\(header.names[target.index].excerpt)', "
          + "which is an input; put columns into the same order")
    }
    if !columns.choosesFeatures { try refuseOthers(than: uses, in: header, path, columns) }
    return uses
  }

  private func refuseOthers(
    than uses: CSVColumns.Uses, in header: CSVHeader, _ path: String, _ columns: CSVColumns
  ) throws(DataError) {
    let excluded = columns.excluded.compactMap(header.column)
    let known = Set((uses.features + uses.targets).map(\.index) + excluded)
    let others = header.names.indices.filter {
      !known.contains($0) && !(hasEmptyColumn && header.names[$0].isEmpty)
    }
    if others.isEmpty { return }
    let list = others.map { "'\(header.names[$0].excerpt)'" }.listing
    throw DataError(
      path,
      "has the \(others.count == 1 ? "column" : "columns") \(list), which \(self.path) does not "
        + "have; remove \(others.count == 1 ? "it" : "them"), or leave columns out with 'exclude'")
  }
}
