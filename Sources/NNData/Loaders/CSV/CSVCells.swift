import NNFiles

/// The cells of some columns of a CSV file, each as its `CellCode`.
struct CSVCells: ~Copyable {
  /// The codes, row after row.
  private(set) var codes: NumberBuffer
  /// What has been found in each column.
  private(set) var columns: [CSVColumn]
  /// The number of rows that are used.
  private(set) var rowCount = 0
  /// The indices of the columns in a row of the file.
  private var indices: [Int]
  private let marks: MissingMarks
  private let hasLabels: Bool

  /// Columns without rows.
  ///
  /// - Parameters:
  ///   - columns: the columns, in the order of the cells of a row
  ///   - path: the file, for errors
  ///   - marks: what marks a missing value
  init(_ columns: [CSVColumn], of path: String, marks: MissingMarks) {
    codes = NumberBuffer(owner: path)
    self.columns = columns
    self.marks = marks
    indices = columns.map(\.index)
    hasLabels = columns.contains { $0.reading == .labels }
  }

  /// The number of columns.
  var width: Int { columns.count }

  /// Appends the cells of the current row.
  ///
  /// - Parameters:
  ///   - reader: a reader at the row
  ///   - isUsed: whether the row is kept; otherwise, it only counts in what the columns consist of
  /// - Throws: `OutOfMemory` if there is no memory for the row
  mutating func append(_ reader: borrowing CSVReader, isUsed: Bool) throws(OutOfMemory) {
    let start = codes.count
    if hasLabels {
      for position in columns.indices {
        let number = columns[position].reading == .numbers ? reader.number(indices[position]) : nil
        try codes.append(number ?? code(position, reader, isUsed))
      }
    } else {
      var position = 0
      while let stop = try reader.appendNumbers(indices, from: position, to: &codes) {
        try codes.append(code(stop, reader, isUsed))
        position = stop + 1
      }
    }
    if marks.hasNumbers { markNumbers(from: start, reader, isUsed) }
    if isUsed { rowCount += 1 } else { codes.removeLast(width) }
  }

  /// The code of a cell that is not a number, or is read as a label.
  private mutating func code(
    _ position: Int, _ reader: borrowing CSVReader, _ isUsed: Bool
  ) -> Double {
    columns[position].code(
      reader.text(indices[position]), marks: marks, line: reader.line, isUsed: isUsed)
  }

  /// Replaces numbers of the last row that mark missing values.
  private mutating func markNumbers(
    from start: Int, _ reader: borrowing CSVReader, _ isUsed: Bool
  ) {
    for position in columns.indices {
      guard marks.contains(codes.numbers[start + position]) else { continue }
      codes.numbers[start + position] =
        columns[position].missingCode(
          reader.text(indices[position]), line: reader.line, isUsed: isUsed)
    }
  }

  /// Whether all numbers of a column are 0 or 1.
  func isZeroOrOne(_ position: Int) -> Bool {
    (0..<rowCount).allSatisfy { row in
      let code = self[row, position]
      return code.isNaN || code == 0 || code == 1
    }
  }

  /// The columns without a name and without values, as R, pandas and Excel may write them after the
  /// last column or before the first.
  ///
  /// - Parameter rowCount: the number of all rows of the file
  /// - Returns: their positions
  func emptyColumns(rowCount: Int) -> [Int] {
    columns.indices.filter {
      UnnamedColumn.isName(columns[$0].name) && columns[$0].missingCount == rowCount
    }
  }

  /// Removes columns.
  mutating func remove(_ positions: [Int]) {
    if positions.isEmpty { return }
    codes.removeColumns(positions, width: width)
    columns = columns.indices.filter { !positions.contains($0) }.map { columns[$0] }
    indices = columns.map(\.index)
  }

  /// Removes all rows but these, which are in ascending order.
  mutating func keep(_ rows: [Int]) {
    codes.keepRows(rows, width: width)
    rowCount = rows.count
  }

  /// The code of a cell.
  subscript(row: Int, position: Int) -> Double { codes.numbers[row * width + position] }

  /// Replaces the codes of a column.
  mutating func replace(_ position: Int, _ replacement: (Double) -> Double) {
    let numbers = codes.numbers
    for index in stride(from: position, to: numbers.count, by: width) {
      numbers[index] = replacement(numbers[index])
    }
  }

  /// Widens all rows.
  ///
  /// - Parameters:
  ///   - newWidth: the new number of values in a row, at least as many as before
  ///   - fill: receives the codes of a row, and writes all values of the wide row
  /// - Throws: `OutOfMemory` if there is no memory for the wider rows
  mutating func widen(
    to newWidth: Int,
    _ fill: (_ row: [Double], _ wide: UnsafeMutableBufferPointer<Double>) -> Void
  ) throws(OutOfMemory) {
    try codes.widenRows(from: width, to: newWidth, fill)
  }

  /// Hands over the storage of the codes, which are all numbers by now; no rows are left.
  mutating func takeStorage() -> ByteStorage { codes.takeStorage() }
}
