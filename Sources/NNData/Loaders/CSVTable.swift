import NNConfig
import NNFiles

/// The features and targets of a CSV file.
struct CSVTable {
  private let path: String
  /// The names of the features.
  let featureNames: [String]
  /// The names of the targets.
  let targetNames: [String]
  /// The features, row after row.
  private(set) var features: [Double] = []
  /// Numeric targets, row after row; empty if there are labels.
  private(set) var targets: [Double] = []
  /// The labels of the rows; `nil` if targets are numeric.
  private(set) var labels: [String]?
  /// The labels that occur; `nil` if targets are numeric.
  private(set) var classNames: Set<String>?
  /// The number of rows.
  private(set) var count = 0

  /// Reads a file.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - columns: which columns are what
  ///   - model: the training set, if this is the test set; it has the same columns and its targets
  ///     are of the same kind
  ///   - limit: use only so many rows; the classes are those of all rows, so that a limit does not
  ///     change the task
  /// - Throws: a `UserFacingError` that names row and column of what cannot be read
  init(path: String, columns: CSVColumns, model: CSVTable?, limit: Int?) throws {
    self.path = path
    var reader = try CSVReader(ByteSource(path: path), delimiter: columns.delimiter)
    guard try reader.nextRow() else { throw DataError(path, "is empty") }
    let header = try CSVHeader(reader.texts, path: path)
    let indices =
      try model?.find(in: header, path: path, delimiter: columns.delimiter)
      ?? columns.find(in: header, path: path)
    featureNames = indices.features.map { header.names[$0] }
    targetNames = indices.targets.map { header.names[$0] }
    var isNumeric: Bool? = columns.task.map { $0 == "regression" } ?? model.map { $0.labels == nil }
    // Only a single target can be a class.
    let hint =
      columns.task == nil && indices.targets.count == 1
      ? "; if the targets are classes, set 'task: classification'" : ""
    while try reader.nextRow() {
      if let limit, count == limit {
        guard labels != nil, model == nil else { break }
        classNames?.insert(try Self.text(reader, indices.targets[0], header: header))
        continue
      }
      for column in indices.features {
        features.append(try Self.number(reader, column, header: header))
      }
      let asNumbers = try isNumeric ?? Self.looksNumeric(reader, indices.targets, header: header)
      isNumeric = asNumbers
      for column in indices.targets {
        if asNumbers {
          targets.append(try Self.number(reader, column, header: header, hint: hint))
        } else {
          let label = try Self.text(reader, column, header: header)
          labels = labels ?? []
          labels?.append(label)
          classNames = classNames ?? []
          classNames?.insert(label)
        }
      }
      count += 1
    }
    guard count > 0 else { throw DataError(path, "has no rows below the names of the columns") }
  }

  /// Finds this file's columns in another one.
  private func find(
    in header: CSVHeader, path: String, delimiter: CSVDelimiter
  ) throws(DataError) -> CSVColumns.Indices {
    func find(_ names: [String]) throws(DataError) -> [Int] {
      var indices: [Int] = []
      for name in names {
        guard let index = header.column(name) else {
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

  /// The first row decides what the targets are, where the experiment does not.
  private static func looksNumeric(
    _ reader: borrowing CSVReader, _ columns: [Int], header: CSVHeader
  ) throws(DataError) -> Bool {
    if columns.count > 1 { return true }
    _ = try text(reader, columns[0], header: header)
    return reader.number(columns[0]) != nil || reader.hasDecimalComma(columns[0])
  }

  private static func text(
    _ reader: borrowing CSVReader, _ column: Int, header: CSVHeader
  ) throws(DataError) -> String {
    let text = reader.text(column)
    guard !text.isEmpty else { throw error(reader, column, header, "is empty") }
    return text
  }

  private static func number(
    _ reader: borrowing CSVReader, _ column: Int, header: CSVHeader, hint: String = ""
  ) throws(DataError) -> Double {
    if let number = reader.number(column) { return number }
    let text = try text(reader, column, header: header)
    let hint = reader.hasDecimalComma(column) ? "; write a point instead of the comma" : hint
    throw error(reader, column, header, "must be a number, not '\(text.excerpt)'\(hint)")
  }

  private static func error(
    _ reader: borrowing CSVReader, _ column: Int, _ header: CSVHeader, _ message: String
  ) -> DataError {
    DataError(
      "\(reader.name):\(reader.line)",
      "column \(column + 1) ('\(header.names[column].excerpt)') \(message)")
  }

  /// The rows with the given indices.
  func selecting(_ rows: [Int]) -> CSVTable {
    func select<Element>(_ values: [Element], width: Int) -> [Element] {
      rows.flatMap { values[$0 * width..<($0 + 1) * width] }
    }
    var result = self
    result.features = select(features, width: featureNames.count)
    result.targets = labels == nil ? select(targets, width: targetNames.count) : []
    result.labels = labels.map { select($0, width: 1) }
    result.count = rows.count
    return result
  }

  /// The rows as samples in the network's units.
  ///
  /// - Throws: `DataError` for a label that is none of the classes
  func samples(_ preprocessing: Preprocessing, classes: ClassNames?) throws(DataError) -> Samples {
    var inputs = features
    preprocessing.inputScaling?.apply(to: &inputs, width: featureNames.count)
    let targets: Samples.Targets
    if let labels, let classes {
      var indices: [Int32] = []
      for label in labels {
        guard let index = classes.index(of: label) else {
          throw DataError(path, "'\(label.excerpt)' is none of the classes of the training set")
        }
        indices.append(index)
      }
      targets = .classes(indices)
    } else {
      var values = self.targets
      preprocessing.targetScaling?.apply(to: &values, width: targetNames.count)
      targets = .values(values, width: targetNames.count)
    }
    return Samples(
      count: count, inputWidth: featureNames.count, inputs: .numbers(inputs), targets: targets)
  }
}
