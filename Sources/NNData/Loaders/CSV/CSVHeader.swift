import NNConfig
import NNFiles

/// The names of the columns of a CSV file: the header, or numbers from 0 if there is none.
struct CSVHeader {
  /// The names; all are different.
  let names: [String]
  private let indices: [String: Int]

  /// The names in a header.
  ///
  /// - Parameters:
  ///   - names: the fields of the header
  ///   - path: the file
  ///   - columns: the settings
  ///   - isTraining: whether it is the file of the training set
  /// - Throws: `DataError` if two columns have the same name
  init(
    _ names: [String], path: String, _ columns: CSVColumns, isTraining: Bool
  ) throws(DataError) {
    self.names = UnnamedColumn.named(names)
    var indices: [String: Int] = [:]
    for (column, name) in self.names.enumerated() {
      if let other = indices.updateValue(column, forKey: name) {
        throw DataError(
          path,
          "columns \(other + 1) and \(column + 1) are both called '\(name.excerpt)'; rename one"
            + (isTraining
              ? ", or set 'skip_rows: \(columns.skippedLines + 1)' and 'header: none', which "
                + "numbers columns from 0; if the first row has data, not names, "
                + "'header: none' is enough"
              : ""))
      }
    }
    self.indices = indices
  }

  /// The names of columns without a header: 0, 1, 2, ...
  init(numbered count: Int) {
    names = (0..<count).map(String.init)
    indices = Dictionary(uniqueKeysWithValues: zip(names, 0...))
  }

  /// The delimiter that a header most likely has if it was read as a single name.
  func likelyDelimiter(insteadOf delimiter: CSVDelimiter) -> CSVDelimiter? {
    names.count == 1 ? delimiter.likelyOther(in: names[0]) : nil
  }

  /// The index of the column with a name; `nil` if there is none.
  func exactColumn(_ name: String) -> Int? { indices[name] }

  /// The index of the column with a name, or of the one that is meant by `last` (the last one) or a
  /// negative number (-1 is the last one); `nil` if there is none.
  func column(_ name: String) -> Int? {
    if let column = exactColumn(name) { return column }
    if name == "last" { return names.count - 1 }
    guard name.hasPrefix("-"), let offset = Int(name), names.indices.contains(names.count + offset)
    else { return nil }
    return names.count + offset
  }
}

extension CSVDelimiter {
  /// What to do if a file has this delimiter.
  ///
  /// - Parameters:
  ///   - other: the delimiter in the experiment's settings
  ///   - isTraining: whether the file is that of the training set, which determines how others are
  ///     read
  /// - Returns: a clause
  func advice(insteadOf other: CSVDelimiter, isTraining: Bool) -> String {
    isTraining
      ? "if columns are separated by \(phrase), set 'delimiter: \(quoted)'"
      : "write \(other.phrase) instead of \(phrase)"
  }
}
