package import NNFiles

/// Reads cells of CSV as the features of a trained network, with missing values imputed.
package struct FeatureReader: Sendable {
  /// How features become inputs.
  package let encoding: InputEncoding
  /// Whether a feature is numeric and no number denotes a missing value: then a cell that is a
  /// number needs no call of `value`.
  package let isPlainNumber: [Bool]
  private let fills: [Double?]
  private let marks: MissingMarks

  /// What a cell is.
  package enum Value {
    /// A number; of a boolean feature, 0 or 1; of a categorical one, the index of the category.
    case value(Double)
    /// Missing, and no value is imputed.
    case missing
    /// Not a value of the feature.
    case invalid
  }

  /// A reader for a network.
  ///
  /// - Parameters:
  ///   - preprocessing: what was learnt from the training set
  ///   - inputs: the number of the network's inputs
  package init(_ preprocessing: Preprocessing, inputs: Int) {
    encoding = preprocessing.encoding(inputs: inputs)
    fills =
      preprocessing.features.isEmpty
      ? [Double?](repeating: nil, count: inputs) : preprocessing.fillCodes(encoding)
    let marks = preprocessing.missingMarks
    isPlainNumber = encoding.kinds.map { kind in
      if case .number = kind { !marks.hasNumbers } else { false }
    }
    self.marks = marks
  }

  /// The value of a feature in a row.
  ///
  /// - Parameters:
  ///   - feature: the index of the feature
  ///   - column: the index of its column
  ///   - reader: a reader at the row
  /// - Returns: what is in the cell
  package func value(_ feature: Int, in column: Int, of reader: borrowing CSVReader) -> Value {
    let value: Double?
    switch encoding.kinds[feature] {
    case .number:
      if let number = reader.number(column) {
        return marks.contains(number) ? missing(feature) : .value(number)
      }
      value = nil
    case .boolean:
      let text = reader.text(column)
      if marks.contains(text) { return missing(feature) }
      value =
        BooleanWord.value(of: text)
        ?? reader.number(column).flatMap { $0 == 0 || $0 == 1 ? $0 : nil }
    case .categories(let names):
      // The category of missing values has the empty name, so an empty cell is of it.
      value = names.index(of: reader.text(column)).map { Double($0) }
    }
    if let value { return .value(value) }
    return marks.contains(reader.text(column)) ? missing(feature) : .invalid
  }

  private func missing(_ feature: Int) -> Value { fills[feature].map { .value($0) } ?? .missing }
}
