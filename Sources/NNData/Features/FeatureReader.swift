import NNFiles

/// Reads cells of CSV as features of a training set.
public struct FeatureReader: Sendable {
  /// How features become inputs.
  public let encoding: InputEncoding
  /// Whether a feature is a number, and all numbers stand for themselves: then most cells need no
  /// `value`.
  public let isPlainNumber: [Bool]
  private let fills: [Double?]
  private let marks: MissingMarks

  /// What a cell is.
  public enum Value {
    /// A number, 0 or 1 for what is true or not, or the index of a category.
    case value(Double)
    /// Nothing, and nothing takes its place.
    case missing
    /// Something that the feature cannot be.
    case unfit
  }

  /// A reader for a network of so many inputs.
  public init(_ preprocessing: Preprocessing, inputs: Int) {
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
  ///   - feature: the feature's number
  ///   - column: its column
  ///   - reader: has the row
  /// - Returns: what the cell is
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
      // The name of the category of missing values is that of an empty cell.
      value = names.index(of: reader.text(column)).map { Double($0) }
    }
    if let value { return .value(value) }
    return marks.contains(reader.text(column)) ? missing(feature) : .unfit
  }

  private func missing(_ feature: Int) -> Value { fills[feature].map { .value($0) } ?? .missing }
}
