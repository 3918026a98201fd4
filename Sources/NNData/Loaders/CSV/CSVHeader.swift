import NNConfig
import NNFiles

/// The names of the columns of a CSV file: its first row, or numbers from 0 if it has no header.
struct CSVHeader {
  /// The names, all different.
  let names: [String]
  private let indices: [String: Int]

  /// A header with these names.
  ///
  /// - Parameters:
  ///   - names: the first row
  ///   - path: the file
  ///   - columns: the settings
  ///   - isTraining: whether it is the training set's file
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
              ? ", or set 'skip_rows: \(columns.skippedLines + 1)' and 'header: none', which numbers "
                + "columns from 0; if the first row has no names but data, 'header: none' is enough"
              : ""))
      }
    }
    self.indices = indices
  }

  /// The header of a file that has none: 0, 1, 2 ...
  init(numbered count: Int) {
    names = (0..<count).map(String.init)
    indices = Dictionary(uniqueKeysWithValues: zip(names, 0...))
  }

  /// What most likely stands between the names if they look like a single one.
  func likelyDelimiter(insteadOf delimiter: CSVDelimiter) -> CSVDelimiter? {
    names.count == 1 ? delimiter.likelyOther(in: names[0]) : nil
  }

  /// The column with a name; `nil` if there is none.
  func exactColumn(_ name: String) -> Int? { indices[name] }

  /// The column with a name, or at a place: `last`, -1 and so on count from the end; `nil` if there is
  /// none.
  func column(_ name: String) -> Int? {
    if let column = exactColumn(name) { return column }
    if name == "last" { return names.count - 1 }
    guard name.hasPrefix("-"), let place = Int(name), names.indices.contains(names.count + place)
    else { return nil }
    return names.count + place
  }
}

extension CSVDelimiter {
  /// What to do if it is what separates columns.
  ///
  /// - Parameters:
  ///   - other: what the experiment says
  ///   - isTraining: whether it is in the training set's file, as which all others are read
  /// - Returns: a sentence
  func advice(insteadOf other: CSVDelimiter, isTraining: Bool) -> String {
    isTraining
      ? "if columns are separated by \(phrase), set 'delimiter: \(quoted)'"
      : "write \(other.phrase) instead of \(phrase)"
  }
}
