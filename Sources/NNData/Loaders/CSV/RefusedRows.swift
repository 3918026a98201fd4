import NNFiles

/// The rows of a CSV file that cannot be read, to be reported together.
struct RefusedRows {
  /// The number of rows that could be read.
  var readCount = 0
  /// The number of rows that cannot be read.
  private(set) var count = 0
  private let path: String
  private var first: [CSVError] = []
  /// Whether all of these rows have a value more than the header.
  private var haveOneMore = true
  /// Whether the last value of all of these rows is empty.
  private var endEmpty = true

  /// No row so far.
  init(path: String) { self.path = path }

  /// Adds the row that a reader is at.
  mutating func add(_ error: CSVError, _ reader: borrowing CSVReader) {
    count += 1
    if first.count < 5 { first.append(error) }
    if case .ragged(let found, let expected) = error.problem, found == expected + 1 {
      endEmpty = endEmpty && reader.text(found - 1).isEmpty
    } else {
      haveOneMore = false
    }
  }

  /// - Throws: `CSVError` or `DataError` if there is a row
  func throwIfAny(below header: CSVHeader, _ columns: CSVColumns) throws {
    guard let first = first.first else { return }
    let hint = hint(header, columns)
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

  /// What to do if the header is a single name, or all rows have a value more.
  private func hint(_ header: CSVHeader, _ columns: CSVColumns) -> String {
    if let other = header.likelyDelimiter(insteadOf: columns.delimiter) {
      return "; \(other.advice)"
    }
    guard haveOneMore, readCount == 0 else { return "" }
    let delimiter = columns.delimiter
    if endEmpty {
      return "; if rows end with a separator, write \(delimiter.phrase) behind the names of the "
        + "columns, too"
    }
    // R's write.table gives the names of rows no name of a column.
    return "; if the rows begin with names, as R's write.table writes them, write the file with "
      + "row.names = FALSE, or set 'skip_rows: \(columns.skippedLines + 1)' and 'header: none'"
  }
}
