import NNFiles

/// The rows of a CSV file that cannot be read, which are reported together.
struct UnreadableRows {
  /// The number of rows that have been read.
  var readCount = 0
  /// The number of rows that cannot be read.
  private(set) var count = 0
  private let path: String
  private let columns: CSVColumns
  /// Whether the file is that of the training set, which determines how others are read.
  private let isTraining: Bool
  private var first: [CSVError] = []
  /// The number of values in each of these rows; `nil` if it varies.
  private var width: Int?
  /// Whether the last value of all of these rows is empty.
  private var endsAreEmpty = true

  /// No rows so far.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - columns: the settings
  ///   - isTraining: whether the file is that of the training set
  init(path: String, _ columns: CSVColumns, isTraining: Bool) {
    self.path = path
    self.columns = columns
    self.isTraining = isTraining
  }

  /// Adds the row that a reader is at.
  mutating func add(_ error: CSVError, _ reader: borrowing CSVReader) {
    count += 1
    if first.count < 5 { first.append(error) }
    guard case .ragged(let found, _) = error.problem else {
      width = nil
      return
    }
    width = count == 1 || width == found ? found : nil
    endsAreEmpty = endsAreEmpty && reader.text(found - 1).isEmpty
  }

  /// - Parameter header: the header of the file
  /// - Throws: `CSVError` or `DataError` with all rows, if there are any
  func throwIfAny(below header: CSVHeader) throws {
    guard let first = first.first else { return }
    let hint = hint(header).map { "; \($0)" } ?? ""
    if count == 1 {
      throw hint.isEmpty ? first : DataError("\(path):\(first.line)", first.text + hint)
    }
    let lines = self.first.map { "  line \($0.line) \($0.text)" }
    let rest = count - self.first.count
    throw DataError(
      path,
      "\(count) rows cannot be read\(hint)\n" + lines.joined(separator: "\n")
        + (rest > 0 ? "\n  and \(rest) more" : ""))
  }

  /// What to do if it is most likely the header that is wrong.
  private func hint(_ header: CSVHeader) -> String? {
    let delimiter = columns.delimiter
    if let other = header.likelyDelimiter(insteadOf: delimiter), other != .whitespace {
      return other.advice(insteadOf: delimiter, isTraining: isTraining)
    }
    let names = header.names.count
    guard readCount == 0, let width, width > names else { return nil }
    let skipped = "'skip_rows: \(columns.skippedLines + 1)'"
    if names == 1 || width > names + 1 {
      if count == 1 { return nil }
      return "if the first line is not a header, " + (isTraining ? "set \(skipped)" : "remove it")
    }
    if endsAreEmpty {
      return "if rows end with a delimiter, write \(delimiter.phrase) after the names of the "
        + "columns, too"
    }
    // R's write.table does not name the column of row names.
    return "if the rows begin with row names, as R's write.table writes them, write the file with "
      + "row.names = FALSE" + (isTraining ? ", or set \(skipped) and 'header: none'" : "")
  }
}
