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
  /// What is done about missing values of each feature.
  let methods: [MissingMethod]
  /// What takes the place of missing values, for each feature; `nil` if nothing does.
  var fills: [Double?]
  /// The names of the targets.
  let targetNames: [String]
  /// What is done about missing values of each target.
  let targetMethods: [MissingMethod]
  /// The classes; `nil` if targets are numeric.
  let classes: ClassNames?
  /// The names of the columns that the experiment leaves out.
  let excluded: [String]
  /// Whether its network is trained, so that no setting can be changed any more.
  let isOfRun: Bool
}

extension CSVLayout {
  /// Whether a header has the names of all columns.
  func hasNames(in header: [String]) -> Bool {
    Set(UnnamedColumn.named(header)).isSuperset(of: featureNames + targetNames)
  }

  /// Finds this file's columns in another one.
  ///
  /// - Throws: `DataError` if one is missing, or there are others although the experiment does not
  ///   choose the features
  func find(
    in header: CSVHeader, path: String, columns: CSVColumns
  ) throws(DataError) -> CSVColumns.Uses {
    func find(
      _ names: [String], _ methods: [MissingMethod]
    ) throws(DataError) -> [CSVColumns.Use] {
      var uses: [CSVColumns.Use] = []
      for (name, method) in zip(names, methods) {
        guard let index = header.exactColumn(name) else {
          let delimiter = columns.delimiter
          let hint = header.likelyDelimiter(insteadOf: delimiter).map {
            "; \($0.advice(insteadOf: delimiter, isTraining: false))"
          }
          throw DataError(
            path, "has no column '\(name.excerpt)', which \(self.path) has\(hint ?? "")")
        }
        uses.append(CSVColumns.Use(index: index, method: method))
      }
      return uses
    }
    var uses = CSVColumns.Uses(
      features: try find(featureNames, methods), targets: try find(targetNames, targetMethods))
    if columns.choosesFeatures { return uses }
    let excluded = excluded.compactMap(header.column)
    let known = Set((uses.features + uses.targets).map(\.index) + excluded)
    let others = header.names.indices.filter { !known.contains($0) }
    uses.unnamed = others.filter { UnnamedColumn.isName(header.names[$0]) }
    try refuse(others.filter { !uses.unnamed.contains($0) }, of: header, path)
    return uses
  }

  /// Refuses columns that this file does not have.
  func refuse(_ others: [Int], of header: CSVHeader, _ path: String) throws(DataError) {
    if others.isEmpty { return }
    let list = others.map { "'\(header.names[$0].excerpt)'" }.listing
    throw DataError(
      path,
      "has the \(others.count == 1 ? "column" : "columns") \(list), which \(self.path) does not "
        + "have; remove \(others.count == 1 ? "it" : "them")"
        + (isOfRun ? "" : ", or leave columns out with 'exclude'"))
  }
}
