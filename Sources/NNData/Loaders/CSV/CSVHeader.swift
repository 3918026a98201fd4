import NNFiles

/// The first row of a CSV file: the names of its columns.
struct CSVHeader {
  /// The names; all are different.
  let names: [String]
  private let columns: [String: Int]

  /// A header with these names.
  ///
  /// - Throws: `DataError` if two columns have the same name
  init(_ names: [String], path: String) throws(DataError) {
    var columns: [String: Int] = [:]
    for (column, name) in names.enumerated() {
      guard columns.updateValue(column, forKey: name) == nil else {
        throw DataError(path, "two columns are called '\(name.excerpt)'")
      }
    }
    self.names = names
    self.columns = columns
  }

  /// What most likely stands between the names if they look like a single one.
  func likelyDelimiter(insteadOf delimiter: CSVDelimiter) -> CSVDelimiter? {
    names.count == 1 ? delimiter.likelyOther(in: names[0]) : nil
  }

  /// The column with a name; `nil` if there is none.
  func column(_ name: String) -> Int? { columns[name] }
}
