import NNConfig
import NNFiles

/// The columns of a training set, which the other sets have, too.
struct CSVLayout {
  /// The file of the training set.
  let path: String
  /// The names of the features.
  let featureNames: [String]
  /// The mapping from features to inputs.
  let encoding: InputEncoding
  /// How missing values of each feature are treated.
  let methods: [MissingMethod]
  /// The imputed value of each feature: a number or the index of a category, `nil` for none.
  var fills: [Double?]
  /// The names of the targets.
  let targetNames: [String]
  /// How missing values of each target are treated.
  let targetMethods: [MissingMethod]
  /// The classes; `nil` if targets are numeric.
  let classes: ClassNames?
  /// The names of the columns that the experiment leaves out.
  let excluded: [String]
  /// Whether a network has been trained on it, so that settings can no longer be changed.
  let isOfRun: Bool
}

extension CSVLayout {
  /// Whether a header has the names of all features and targets.
  func hasNames(in header: [String]) -> Bool {
    Set(UnnamedColumn.named(header)).isSuperset(of: featureNames + targetNames)
  }

  /// Finds the columns of the training set in another file.
  ///
  /// - Parameters:
  ///   - header: the header of the other file
  ///   - path: the other file
  ///   - columns: the settings
  /// - Returns: the columns
  /// - Throws: `DataError` if one is missing, or if there are others, unless the experiment names
  ///   the features
  func find(
    in header: CSVHeader, path: String, columns: CSVColumns
  ) throws(DataError) -> CSVColumns.UsedColumns {
    func find(
      _ names: [String], _ methods: [MissingMethod]
    ) throws(DataError) -> [CSVColumns.UsedColumn] {
      var uses: [CSVColumns.UsedColumn] = []
      for (name, method) in zip(names, methods) {
        guard let index = header.exactColumn(name) else {
          let delimiter = columns.delimiter
          let hint = header.likelyDelimiter(insteadOf: delimiter).map {
            "; \($0.advice(insteadOf: delimiter, isTraining: false))"
          }
          throw DataError(
            path, "has no column '\(name.excerpt)', which \(self.path) has\(hint ?? "")")
        }
        uses.append(CSVColumns.UsedColumn(index: index, method: method))
      }
      return uses
    }
    var uses = CSVColumns.UsedColumns(
      features: try find(featureNames, methods), targets: try find(targetNames, targetMethods))
    if columns.choosesFeatures { return uses }
    let excluded = excluded.compactMap(header.column)
    let known = Set((uses.features + uses.targets).map(\.index) + excluded)
    let others = header.names.indices.filter { !known.contains($0) }
    uses.unnamed = others.filter { UnnamedColumn.isName(header.names[$0]) }
    try reject(others.filter { !uses.unnamed.contains($0) }, of: header, path)
    return uses
  }

  /// Rejects columns that the training set does not have.
  ///
  /// - Parameters:
  ///   - others: the indices of the columns
  ///   - header: the header of their file
  ///   - path: their file
  /// - Throws: `DataError` if there are any
  func reject(_ others: [Int], of header: CSVHeader, _ path: String) throws(DataError) {
    if others.isEmpty { return }
    throw DataError(
      path,
      "has the \(others.count == 1 ? "column" : "columns") "
        + "\(others.map { header.names[$0] }.quoted.listing), which \(self.path) does not have; "
        + "remove \(others.count == 1 ? "it" : "them")"
        + (isOfRun ? "" : ", or name the inputs with 'features'"))
  }
}
