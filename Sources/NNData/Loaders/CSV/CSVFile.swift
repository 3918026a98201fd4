import NNFiles

/// A CSV file whose header has been read, and whose rows are read one by one.
struct CSVFile: ~Copyable {
  /// The names of the columns.
  private(set) var header: CSVHeader
  /// A reader at the current row.
  private(set) var reader: CSVReader
  /// The row that was taken for the header, if it could also be data.
  private var uncertainHeader: CSVFirstRow?
  /// Whether the reader is at the first row, which has not been asked for yet.
  private var hasFirstRow = true
  private var unreadable: UnreadableRows

  /// Opens a file.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - columns: the settings
  ///   - model: the training set, whose column names the header must have; `nil` if this is the
  ///     training set
  /// - Returns: the file, with its header read
  /// - Throws: `FileError`, `CSVError` or `DataError` if it cannot be read, has no rows, or begins
  ///   with a row that is probably not a header
  static func open(_ path: String, columns: CSVColumns, model: CSVLayout?) throws -> CSVFile {
    do {
      return try openAsConfigured(path, columns, model)
    } catch let error as CSVError where error.problem.isOfQuotes {
      // With the right delimiter, what looks like a misplaced quote begins a field.
      guard let other = likelyDelimiter(path, columns) else { throw error }
      let advice = other.advice(insteadOf: columns.delimiter, isTraining: model == nil)
      throw DataError("\(path):\(error.line)", "\(error.text); \(advice)")
    }
  }

  private static func openAsConfigured(
    _ path: String, _ columns: CSVColumns, _ model: CSVLayout?
  ) throws -> CSVFile {
    let reader = try firstRow(path, columns, delimiter: columns.delimiter)
    let first = CSVFirstRow(reader, marks: columns.marks)
    try rejectExcelLine(first.texts[0], path, columns, isTraining: model == nil)
    var file = CSVFile(
      header: CSVHeader(numbered: first.texts.count), reader: reader,
      unreadable: UnreadableRows(path: path, columns, isTraining: model == nil))
    if columns.hasHeader == false { return file }
    let hasRow = try file.next()
    let isKnown = model?.hasNames(in: first.texts) ?? (columns.hasHeader != nil)
    if !isKnown, !hasRow || file.unreadable.count == 0 {
      let isNumber = first.texts.indices.map { hasRow ? file.reader.number($0) != nil : true }
      if first.canBeData(above: isNumber) {
        if let evidence = first.evidence(above: isNumber, hasRow ? file.reader.texts : []) {
          throw first.headerError(path, evidence, model)
        }
        file.uncertainHeader = first
      }
    }
    file.header = try CSVHeader(
      first.texts, path: path, columns, isTraining: model == nil)
    guard hasRow else {
      try file.unreadable.throwIfAny(below: file.header)
      throw DataError(path, "has no rows below the names of the columns")
    }
    return file
  }

  private init(header: CSVHeader, reader: consuming CSVReader, unreadable: UnreadableRows) {
    self.header = header
    self.reader = reader
    self.unreadable = unreadable
  }

  /// A reader at the first row after the lines to skip.
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
          ? "is empty" : "has no row after the lines that 'skip_rows' skips")
    }
    return reader
  }

  /// Rejects a first line `sep=;`, with which a file tells Excel its delimiter.
  private static func rejectExcelLine(
    _ text: String, _ path: String, _ columns: CSVColumns, isTraining: Bool
  ) throws(DataError) {
    guard text.lowercased().hasPrefix("sep=") else { return }
    guard isTraining else {
      throw DataError(path, "its first line is only for Excel; remove it")
    }
    let other = CSVDelimiter(String(text.dropFirst(4)))
    let isOther = other.map { $0 != columns.delimiter } ?? false
    throw DataError(
      path,
      "its first line is only for Excel; set 'skip_rows: \(columns.skippedLines + 1)'"
        + (isOther ? " and 'delimiter: \(other?.quoted ?? "")'" : ""))
  }

  /// The other delimiter with which the first rows have the most columns, at least two.
  private static func likelyDelimiter(_ path: String, _ columns: CSVColumns) -> CSVDelimiter? {
    var best: (delimiter: CSVDelimiter?, width: Int) = (nil, 1)
    for delimiter in CSVDelimiter.likely where delimiter != columns.delimiter {
      // Names and words may contain spaces.
      if delimiter == .whitespace, best.width > 2 { break }
      guard let width = width(path, columns, delimiter), width > best.width else { continue }
      best = (delimiter, width)
    }
    return best.delimiter
  }

  /// The number of columns of the first two rows; `nil` if they cannot be read.
  private static func width(
    _ path: String, _ columns: CSVColumns, _ delimiter: CSVDelimiter
  ) -> Int? {
    guard var reader = try? firstRow(path, columns, delimiter: delimiter) else { return nil }
    let width = reader.texts.count
    do {
      _ = try reader.nextRow()
    } catch let error as CSVError where error.problem == .oneMore(than: width) {
      // The header has no name for a column of row names.
    } catch {
      return nil
    }
    return width
  }

  /// Reads the next row, skipping those that cannot be read.
  ///
  /// - Returns: whether there is another row
  /// - Throws: `DataError` or `CSVError` at the end of the file if rows were skipped, with all of
  ///   them; `CSVError` at a row after which nothing can be read; `FileError`
  mutating func nextRow() throws -> Bool {
    if hasFirstRow {
      hasFirstRow = false
      return true
    }
    if try next() { return true }
    try unreadable.throwIfAny(below: header)
    return false
  }

  private mutating func next() throws -> Bool {
    while true {
      do {
        guard try reader.nextRow() else { return false }
        unreadable.readCount += 1
        return true
      } catch let error as CSVError where error.problem.isOfOneRow {
        unreadable.add(error, reader)
      }
    }
  }

  /// Checks, when all rows have been read, that the header does not look like one of them.
  ///
  /// - Parameter columns: what has been found in the columns
  /// - Throws: `DataError` if it does
  func checkHeader(above columns: [CSVColumn]) throws(DataError) {
    guard let first = uncertainHeader,
      let evidence = first.evidence(above: columns, rowCount: unreadable.readCount)
    else { return }
    throw first.headerError(reader.name, evidence, nil)
  }
}
