import NNFiles

/// The features of the rows of a CSV file: their numbers, and for words the numbers of their
/// categories until all categories are known.
struct CSVFeatures: ~Copyable {
  /// The numbers, row after row; inputs once they are encoded.
  private(set) var numbers = NumberBuffer()
  /// The categories of each feature so far; `nil` for numbers.
  private var tables: [LabelTable?]
  /// The columns of the features.
  private let columns: [Int]
  private let header: CSVHeader
  private let hasWords: Bool
  /// The training set, if this is the test set.
  private let model: CSVLayout?
  private var rowCount = 0

  /// The features in these columns of a file.
  ///
  /// - Parameters:
  ///   - columns: the columns of the features
  ///   - header: the names of all columns
  ///   - hasCategories: whether each feature has categories
  ///   - model: the training set, if this is the test set, whose categories are the same
  init(columns: [Int], header: CSVHeader, hasCategories: [Bool], model: CSVLayout?) {
    self.columns = columns
    self.header = header
    self.model = model
    let known = model?.encoding.categories
    tables = hasCategories.indices.map { feature in
      hasCategories[feature] ? LabelTable(known: known?[feature]) : nil
    }
    hasWords = hasCategories.contains(true)
  }

  /// Takes the features of the current row.
  ///
  /// - Throws: `DataError` that names row and column of what is no number and no known category
  mutating func append(_ reader: borrowing CSVReader) throws(DataError) {
    if !hasWords {
      if let place = reader.appendNumbers(columns, to: &numbers) {
        _ = try reader.number(columns[place], of: header, hint: hint)
      }
    } else {
      for feature in columns.indices {
        if let category = try category(feature, reader) {
          numbers.append(category)
        } else {
          numbers.append(try reader.number(columns[feature], of: header, hint: hint))
        }
      }
    }
    rowCount += 1
  }

  /// Takes only the categories of the current row, which is not used otherwise.
  mutating func addCategories(_ reader: borrowing CSVReader) throws(DataError) {
    guard hasWords else { return }
    for feature in columns.indices { _ = try category(feature, reader) }
  }

  /// The number of a feature's category in the current row; `nil` if it has no categories.
  private mutating func category(
    _ feature: Int, _ reader: borrowing CSVReader
  ) throws(DataError) -> Double? {
    guard let count = tables[feature]?.count else { return nil }
    let column = columns[feature]
    let text = try reader.text(column, of: header)
    guard let index = tables[feature]?.index(of: text) else {
      let known = model?.encoding.categories[feature]?.listing ?? ""
      throw reader.error(
        column, of: header,
        "is '\(text.excerpt)', which is none of the categories of the training set: \(known)")
    }
    if tables[feature]?.count != count { try checkMemory("\(reader.name):\(reader.line)") }
    return Double(index)
  }

  /// What to do about words.
  private var hint: String {
    if let model { return "; \(model.path) has only numbers there" }
    return rowCount == 0
      ? "; if the column has categories, set 'encode: onehot'"
      : "; the rows above have numbers there: correct the value, or set 'encode: onehot' if the "
        + "column has categories"
  }

  /// Checks that all one-hot columns fit: numbers that are taken for words, or names of rows, would
  /// make a category for each row.
  private func checkMemory(_ place: String) throws(DataError) {
    let width = tables.reduce(0) { $0 + ($1?.count ?? 1) }
    let needed = Double(rowCount) * Double(width) * Double(MemoryLayout<Double>.stride)
    guard needed > Double(MachineMemory.size) else { return }
    let counts = tables.map { $0?.count ?? 0 }
    let largest = counts.indices.max { counts[$0] < counts[$1] } ?? 0
    throw DataError(
      place,
      "column \(columns[largest] + 1) ('\(header.names[columns[largest]].excerpt)') has "
        + "\(counts[largest]) categories in \(rowCount) rows, and one-hot columns for them take more "
        + "than the memory of this machine, \(MachineMemory.text(MachineMemory.size)); leave it out: "
        + "name the other columns in 'features'")
  }

  /// Turns categories into one-hot columns, now that all are known.
  ///
  /// - Parameter path: the file
  /// - Returns: how inputs come from features
  /// - Throws: `DataError` if they do not fit the memory
  mutating func encode(path: String) throws(DataError) -> InputEncoding {
    let classes = tables.map { $0?.classes }
    let encoding = InputEncoding(classes.map { $0?.names })
    if hasWords {
      try checkMemory(path)
      numbers.widenRows(from: columns.count, to: encoding.width) { row, inputs in
        inputs.update(repeating: 0)
        for (feature, start) in encoding.starts.enumerated() {
          if let ofIndex = classes[feature]?.ofIndex {
            inputs[start + Int(ofIndex[Int(row[feature])])] = 1
          } else {
            inputs[start] = row[feature]
          }
        }
      }
    }
    return encoding
  }
}

extension CSVFeatures {
  /// Whether each of these columns of a file has words.
  ///
  /// All rows are read, so that neither their order nor a limit changes what the inputs are.
  static func hasWords(
    path: String, columns: [Int], delimiter: CSVDelimiter
  ) throws -> [Bool] {
    var reader = try CSVReader(ByteSource(path: path), delimiter: delimiter)
    _ = try reader.nextRow()
    var hasWords = [Bool](repeating: false, count: columns.count)
    while try reader.nextRow() {
      for (feature, column) in columns.enumerated() where !hasWords[feature] {
        hasWords[feature] = reader.isWord(column)
      }
    }
    return hasWords
  }
}
