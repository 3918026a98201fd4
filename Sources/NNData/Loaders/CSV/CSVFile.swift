import NNFiles

/// A CSV file whose header is read, and whose rows follow.
struct CSVFile: ~Copyable {
  /// The names of the columns.
  private(set) var header: CSVHeader
  /// Has the current row.
  private(set) var reader: CSVReader
  private let path: String
  /// Whether the reader has the first row, which nobody has asked for.
  private var hasFirstRow = true
  /// The number of rows that could be read.
  private var readCount = 0
  /// The first rows that cannot be read, and the number of all.
  private var refused: [CSVError] = []
  private var refusedCount = 0
  /// Whether all of these rows have a value more than the header.
  private var haveOneMore = true

  /// Opens a file.
  ///
  /// - Throws: a `UserFacingError` if it has no rows, or a first row that is probably none of names
  static func open(_ path: String, columns: CSVColumns) throws -> CSVFile {
    let reader = try firstRow(path, columns)
    let names = reader.texts
    var file = CSVFile(header: CSVHeader(numbered: names.count), reader: reader, path: path)
    if columns.hasHeader == false { return file }
    let hasRow = try file.next()
    if columns.hasHeader == nil, !hasRow || file.refused.isEmpty {
      let isNumber = names.indices.map { hasRow ? file.reader.number($0) != nil : true }
      if CSVHeader.looksLikeData(names, above: isNumber) {
        throw DataError(
          path,
          "its first row has numbers as the rows below have, so it is probably no header: set "
            + "'header: none', which numbers columns from 0 ('target: last' is the last one), or "
            + "'header: first_row' if these are names: \(names.map(\.excerpt).listing)")
      }
    }
    file.header = try CSVHeader(names, path: path)
    guard hasRow else {
      try file.throwIfRefused()
      throw DataError(path, "has no rows below the names of the columns")
    }
    return file
  }

  private init(header: CSVHeader, reader: consuming CSVReader, path: String) {
    self.header = header
    self.reader = reader
    self.path = path
  }

  private static func firstRow(_ path: String, _ columns: CSVColumns) throws -> CSVReader {
    var reader = try CSVReader(ByteSource(path: path), delimiter: columns.delimiter)
    reader.decimalMark = columns.decimalMark
    try reader.skipLines(columns.skippedLines)
    guard try reader.nextRow() else {
      throw DataError(
        path,
        columns.skippedLines == 0
          ? "is empty" : "has no row behind the lines that 'skip_rows' passes over")
    }
    return reader
  }

  /// Goes to the next row. Those that cannot be read are passed over.
  ///
  /// - Returns: whether there is one
  /// - Throws: `DataError` at the end of the file, with all rows that cannot be read; `CSVError` if
  ///   nothing behind a row can be read
  mutating func nextRow() throws -> Bool {
    if hasFirstRow {
      hasFirstRow = false
      return true
    }
    if try next() { return true }
    try throwIfRefused()
    return false
  }

  private mutating func next() throws -> Bool {
    while true {
      do {
        guard try reader.nextRow() else { return false }
        readCount += 1
        return true
      } catch let error as CSVError where error.problem.isOfOneRow {
        refusedCount += 1
        if refused.count < 5 { refused.append(error) }
        if case .ragged(let found, let expected) = error.problem, found == expected + 1 { continue }
        haveOneMore = false
      }
    }
  }

  private func throwIfRefused() throws {
    guard let first = refused.first else { return }
    // R's write.table gives the names of rows no name of a column.
    let hint =
      haveOneMore && readCount == 0
      ? "; if the rows begin with names, as R's write.table writes them, write the file with "
        + "row.names = FALSE, or set 'skip_rows: 1' and 'header: none'" : ""
    if refusedCount == 1 {
      throw hint.isEmpty ? first : DataError("\(path):\(first.line)", first.text + hint)
    }
    let lines = refused.map { "  line \($0.line) \($0.text)" }
    let rest = refusedCount - refused.count
    throw DataError(
      path,
      "\(refusedCount) rows cannot be read\(hint)\n" + lines.joined(separator: "\n")
        + (rest > 0 ? "\n  and \(rest) more" : ""))
  }
}
