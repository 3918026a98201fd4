import NNConfig
import NNFiles

/// The features and targets of the rows of a CSV file.
///
/// `prepare` turns cells into inputs when it is known which rows are for training: their missing
/// values are imputed, and categories are one-hot encoded.
struct CSVTable: ~Copyable {
  /// The columns.
  private(set) var layout: CSVLayout
  /// The features of all rows.
  private(set) var features: CSVCells
  /// Numeric targets, row after row; empty if targets are classes.
  private(set) var targets: [Double]
  /// The index of each row's class; empty if targets are numeric.
  private(set) var labels: [Int32]
  /// Where the rows are in the file.
  let origins: RowOrigins
  /// The number of rows that were left out because of missing values.
  let droppedRows: Int
  /// Warnings about the file.
  let notes: [String]
  /// Whether it is the training set, from which imputed values are learnt.
  let isTraining: Bool
  /// Turns remedies into settings.
  let advice: CSVAdvice

  /// The number of rows.
  var count: Int { features.rowCount }

  /// Imputes missing values, and turns features into inputs.
  ///
  /// - Parameter rows: the training rows, from which imputed values are learnt; by default all.
  ///   Other sets take these values from the training set.
  /// - Throws: `DataError` if no value can be learnt; `OutOfMemory` if there is no memory for the
  ///   inputs
  mutating func prepare(rows: [Int]? = nil) throws {
    let kinds = layout.encoding.kinds
    for (position, kind) in kinds.enumerated() {
      features.resolve(position, kind)
      if isTraining { layout.fills[position] = try fitted(position, kind, rows) }
      if let fill = layout.fills[position] {
        features.replace(position) { CellCode.isMissing($0) ? fill : $0 }
      }
    }
    if !layout.encoding.isPlain { try features.encode(layout.encoding) }
  }

  /// The value to impute in a feature, learnt from the training rows; `nil` for none.
  private func fitted(
    _ position: Int, _ kind: FeatureKind, _ rows: [Int]?
  ) throws -> Double? {
    let method = layout.methods[position]
    if method == .category { return kind.categories?.index(of: "").map { Double($0) } }
    guard [.mean, .median, .mostFrequent].contains(method), method.fits(kind) else { return nil }
    try MachineMemory.require(features.rowCount * 32, for: layout.path)
    let values = features.values(position, rows: rows)
    let fill = values.isEmpty ? nil : method.fill(values)
    guard let fill, fill.isFinite else {
      throw DataError(
        layout.path,
        "\(features.columns[position].title) has "
          + (fill == nil
            ? "no value in any training row" : "values that are too large for \(method.rawValue)")
          + "; to leave it out, set \(advice.exclude([features.columns[position].name]))")
    }
    return fill
  }

  /// The rows by class.
  var strata: Strata {
    layout.classes == nil
      ? Strata(.values(targets, width: layout.targetNames.count)) : Strata(labels: labels)
  }

  /// Hands over the rows as samples in the network's units; no rows are left.
  ///
  /// - Parameter preprocessing: has the scalings
  /// - Returns: the samples
  mutating func takeSamples(_ preprocessing: Preprocessing) -> Samples {
    let width = layout.encoding.width
    let count = count
    features.scale(preprocessing.inputScaling, width: width)
    preprocessing.targetScaling?.apply(to: &targets, width: layout.targetNames.count)
    let array = StoredArray(
      shape: [count, width], type: .float64, storage: features.takeStorage())
    let samples = Samples(
      count: count, inputWidth: width, inputs: Samples.Inputs(array, origins: origins),
      targets: layout.classes == nil
        ? .values(targets, width: layout.targetNames.count) : .classes(labels))
    (targets, labels) = ([], [])
    return samples
  }
}
