import NNFiles

/// Some columns of the rows of a CSV file, each cell as its `CellCode`.
struct CSVCells: ~Copyable {
  /// The codes, row after row.
  private(set) var codes: NumberBuffer
  /// What has been found in each column.
  private(set) var columns: [CSVColumn]
  /// The number of rows that are used.
  private(set) var rowCount = 0
  /// The places of the columns in a row.
  private var indices: [Int]
  private let marks: MissingMarks
  private let hasLabels: Bool

  /// Columns of a file of which no row is read yet.
  init(_ columns: [CSVColumn], of path: String, marks: MissingMarks) {
    codes = NumberBuffer(owner: path)
    self.columns = columns
    self.marks = marks
    indices = columns.map(\.index)
    hasLabels = columns.contains { $0.reading == .labels }
  }

  /// The number of columns.
  var width: Int { columns.count }

  /// Takes the cells of the current row.
  ///
  /// - Parameters:
  ///   - reader: has the row
  ///   - isUsed: whether the row is kept; otherwise only what kinds of cells it has counts
  /// - Throws: `OutOfMemory`
  mutating func append(_ reader: borrowing CSVReader, isUsed: Bool) throws(OutOfMemory) {
    let start = codes.count
    if hasLabels {
      for place in columns.indices {
        let number = columns[place].reading == .numbers ? reader.number(indices[place]) : nil
        try codes.append(number ?? code(place, reader, isUsed))
      }
    } else {
      var place = 0
      while let stop = try reader.appendNumbers(indices, from: place, to: &codes) {
        try codes.append(code(stop, reader, isUsed))
        place = stop + 1
      }
    }
    if marks.hasNumbers { markNumbers(from: start, reader, isUsed) }
    if isUsed { rowCount += 1 } else { codes.removeLast(width) }
  }

  private mutating func code(
    _ place: Int, _ reader: borrowing CSVReader, _ isUsed: Bool
  ) -> Double {
    columns[place].code(
      reader.text(indices[place]), marks: marks, line: reader.line, isUsed: isUsed)
  }

  private mutating func markNumbers(
    from start: Int, _ reader: borrowing CSVReader, _ isUsed: Bool
  ) {
    for place in columns.indices {
      guard marks.contains(codes.numbers[start + place]) else { continue }
      codes.numbers[start + place] =
        columns[place].missingCode(
          reader.text(indices[place]), line: reader.line, isUsed: isUsed)
    }
  }

  /// Whether the numbers of a column are all 0 or 1.
  func isZeroOrOne(_ place: Int) -> Bool {
    (0..<rowCount).allSatisfy { row in
      let code = self[row, place]
      return code.isNaN || code == 0 || code == 1
    }
  }

  /// The columns without name and values: what R, pandas and Excel write behind the last column, or
  /// in front of the first.
  func emptyColumns(rowCount: Int) -> [Int] {
    columns.indices.filter {
      UnnamedColumn.isName(columns[$0].name) && columns[$0].missingCount == rowCount
    }
  }

  /// Takes columns away.
  mutating func remove(_ places: [Int]) {
    if places.isEmpty { return }
    codes.removeColumns(places, width: width)
    columns = columns.indices.filter { !places.contains($0) }.map { columns[$0] }
    indices = columns.map(\.index)
  }

  /// Keeps only some of the rows, in their order.
  mutating func keep(_ rows: [Int]) {
    codes.keepRows(rows, width: width)
    rowCount = rows.count
  }

  /// The code of a cell.
  subscript(row: Int, place: Int) -> Double { codes.numbers[row * width + place] }

  /// Replaces the codes of a column.
  mutating func replace(_ place: Int, _ replacement: (Double) -> Double) {
    let numbers = codes.numbers
    for index in stride(from: place, to: numbers.count, by: width) {
      numbers[index] = replacement(numbers[index])
    }
  }

  /// Makes each row as wide as its inputs are.
  ///
  /// - Parameters:
  ///   - newWidth: the numbers of a row from now on, not fewer
  ///   - fill: writes a row, all of it, given its codes
  /// - Throws: `OutOfMemory`
  mutating func widen(
    to newWidth: Int,
    _ fill: (_ row: [Double], _ wide: UnsafeMutableBufferPointer<Double>) -> Void
  ) throws(OutOfMemory) {
    try codes.widenRows(from: width, to: newWidth, fill)
  }

  /// The codes, which are numbers by now; there are none left afterwards.
  mutating func takeStorage() -> ByteStorage { codes.takeStorage() }
}
