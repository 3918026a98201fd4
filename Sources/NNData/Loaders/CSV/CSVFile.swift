import NNFiles

/// A CSV file whose header is read, and whose rows follow.
struct CSVFile: ~Copyable {
  /// The names of the columns.
  private(set) var header: CSVHeader
  /// Has the current row.
  private(set) var reader: CSVReader
  /// The row that was taken for the header, if it may as well be data.
  private var doubtfulHeader: CSVFirstRow?
  /// Whether the reader has the first row, which nobody has asked for.
  private var hasFirstRow = true
  private var refused: RefusedRows

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - columns: the settings
  ///   - model: the training set, if this is the test set, whose header has to have its names
  /// - Returns: the file, of which the header is read
  /// - Throws: a `UserFacingError` if it has no rows, or a first row that is probably none of names
  static func open(_ path: String, columns: CSVColumns, model: CSVLayout?) throws -> CSVFile {
    do {
      return try openAsSet(path, columns, model)
    } catch let error as CSVError where error.problem.isOfQuotes {
      // What looks like a misplaced quote is one of the next column.
      guard let other = likelyDelimiter(path, columns) else { throw error }
      let advice = other.advice(insteadOf: columns.delimiter, isTraining: model == nil)
      throw DataError("\(path):\(error.line)", "\(error.text); \(advice)")
    }
  }

  private static func openAsSet(
    _ path: String, _ columns: CSVColumns, _ model: CSVLayout?
  ) throws -> CSVFile {
    let reader = try firstRow(path, columns, delimiter: columns.delimiter)
    let first = CSVFirstRow(reader, marks: columns.marks)
    try refuseExcelLine(first.texts[0], path, columns, isTraining: model == nil)
    var file = CSVFile(
      header: CSVHeader(numbered: first.texts.count), reader: reader,
      refused: RefusedRows(path: path, columns, isTraining: model == nil))
    if columns.hasHeader == false { return file }
    let hasRow = try file.next()
    let isKnown = model?.hasNames(in: first.texts) ?? (columns.hasHeader != nil)
    if !isKnown, !hasRow || file.refused.count == 0 {
      let isNumber = first.texts.indices.map { hasRow ? file.reader.number($0) != nil : true }
      if first.canBeData(above: isNumber) {
        if let evidence = first.evidence(above: isNumber, hasRow ? file.reader.texts : []) {
          throw first.doubt(path, evidence, model)
        }
        file.doubtfulHeader = first
      }
    }
    file.header = try CSVHeader(
      first.texts, path: path, columns, isTraining: model == nil)
    guard hasRow else {
      try file.refused.throwIfAny(below: file.header)
      throw DataError(path, "has no rows below the names of the columns")
    }
    return file
  }

  private init(header: CSVHeader, reader: consuming CSVReader, refused: RefusedRows) {
    self.header = header
    self.reader = reader
    self.refused = refused
  }

  private static func firstRow(
    _ path: String, _ columns: CSVColumns, delimiter: CSVDelimiter
  ) throws -> CSVReader {
    var reader = try CSVReader(ByteSource(path: path), delimiter: delimiter)
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

  /// Refuses a first line that tells Excel what separates columns.
  private static func refuseExcelLine(
    _ text: String, _ path: String, _ columns: CSVColumns, isTraining: Bool
  ) throws(DataError) {
    guard text.lowercased().hasPrefix("sep=") else { return }
    guard isTraining else {
      throw DataError(path, "its first line is one for Excel; remove it")
    }
    let other = CSVDelimiter(String(text.dropFirst(4)))
    let isOther = other.map { $0 != columns.delimiter } ?? false
    throw DataError(
      path,
      "its first line is one for Excel: set 'skip_rows: \(columns.skippedLines + 1)'"
        + (isOther ? " and 'delimiter: \(other?.quoted ?? "")'" : ""))
  }

  /// The other delimiter that divides the first rows into most columns, several of them.
  private static func likelyDelimiter(_ path: String, _ columns: CSVColumns) -> CSVDelimiter? {
    var best: (delimiter: CSVDelimiter?, width: Int) = (nil, 1)
    for delimiter in CSVDelimiter.likely where delimiter != columns.delimiter {
      // Names and words may have spaces in them.
      if delimiter == .whitespace, best.width > 2 { break }
      guard let width = width(path, columns, delimiter), width > best.width else { continue }
      best = (delimiter, width)
    }
    return best.delimiter
  }

  /// The columns of the first two rows; `nil` if they cannot be read.
  private static func width(
    _ path: String, _ columns: CSVColumns, _ delimiter: CSVDelimiter
  ) -> Int? {
    guard var reader = try? firstRow(path, columns, delimiter: delimiter) else { return nil }
    let width = reader.texts.count
    do {
      _ = try reader.nextRow()
    } catch let error as CSVError where error.problem == .oneMore(than: width) {
      // Names of rows have no name as a column.
    } catch {
      return nil
    }
    return width
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
    try refused.throwIfAny(below: header)
    return false
  }

  private mutating func next() throws -> Bool {
    while true {
      do {
        guard try reader.nextRow() else { return false }
        refused.readCount += 1
        return true
      } catch let error as CSVError where error.problem.isOfOneRow {
        refused.add(error, reader)
      }
    }
  }

  /// Checks, when all rows are read, that what was taken for the header is not what is in them.
  ///
  /// - Throws: `DataError` if it is
  func checkHeader(above columns: [CSVColumn]) throws(DataError) {
    guard let first = doubtfulHeader,
      let evidence = first.evidence(above: columns, rowCount: refused.readCount)
    else { return }
    throw first.doubt(reader.name, evidence, nil)
  }
}
