import NNConfig
import NNFiles

/// What the columns of a training set are; a test set has the same.
struct CSVLayout {
  /// The file of the training set.
  let path: String
  /// The names of the features.
  let featureNames: [String]
  /// The names of the targets.
  let targetNames: [String]
  /// The classes; `nil` if targets are numeric.
  let classes: ClassNames?
}

/// The features and targets of a CSV file.
struct CSVTable: ~Copyable {
  /// What the columns are.
  let layout: CSVLayout
  /// The features, row after row.
  private(set) var features = NumberBuffer()
  /// Numeric targets, row after row; empty if there are classes.
  private(set) var targets: [Double] = []
  /// The classes of the rows; empty if targets are numeric.
  private var labels: [Int32] = []
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
  init(path: String, columns: CSVColumns, model: CSVLayout?, limit: Int?) throws {
    var reader = try CSVReader(ByteSource(path: path), delimiter: columns.delimiter)
    guard try reader.nextRow() else { throw DataError(path, "is empty") }
    let header = try CSVHeader(reader.texts, path: path)
    let indices =
      try model?.find(in: header, path: path, delimiter: columns.delimiter)
      ?? columns.find(in: header, path: path)
    let featureNames = indices.features.map { header.names[$0] }
    let targetNames = indices.targets.map { header.names[$0] }
    var isNumeric: Bool? =
      columns.task.map { $0 == "regression" } ?? model.map { $0.classes == nil }
    // Only a single target can be a class.
    let hint =
      columns.task == nil && indices.targets.count == 1
      ? "; if the targets are classes, set 'task: classification'" : ""
    var table = LabelTable()
    while try reader.nextRow() {
      if let limit, count == limit {
        guard isNumeric == false, model == nil else { break }
        _ = table.index(of: try Self.text(reader, indices.targets[0], header: header))
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
          guard let classes = model?.classes else {
            labels.append(table.index(of: label))
            continue
          }
          guard let index = classes.index(of: label) else {
            throw Self.error(
              reader, column, header,
              "is '\(label.excerpt)', which is none of the classes of the training set: "
                + classes.list)
          }
          labels.append(index)
        }
      }
      count += 1
    }
    guard count > 0 else { throw DataError(path, "has no rows below the names of the columns") }
    var classes = model?.classes
    if model == nil, isNumeric == false {
      let (names, ofIndex) = table.classes
      for row in labels.indices { labels[row] = ofIndex[Int(labels[row])] }
      classes = names
    }
    layout = CSVLayout(
      path: path, featureNames: featureNames, targetNames: targetNames, classes: classes)
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

  /// The rows as samples in the network's units; the table has no rows afterwards.
  mutating func takeSamples(_ preprocessing: Preprocessing) -> Samples {
    let width = layout.featureNames.count
    var numbers = features.numbers
    preprocessing.inputScaling?.apply(to: &numbers, width: width)
    preprocessing.targetScaling?.apply(to: &targets, width: layout.targetNames.count)
    let inputs = StoredArray(
      shape: [count, width], type: .float64, storage: features.takeStorage())
    let samples = Samples(
      count: count, inputWidth: width, inputs: Samples.Inputs(inputs),
      targets: layout.classes == nil
        ? .values(targets, width: layout.targetNames.count) : .classes(labels))
    (targets, labels, count) = ([], [], 0)
    return samples
  }
}

extension CSVLayout {
  /// Finds this file's columns in another one.
  fileprivate func find(
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
}
