import NNFiles

/// What has been found in a column of a CSV file: how many numbers, labels and gaps, and where the
/// first ones are.
///
/// What kind of column it is depends on all rows of the file; only rows that are used can be wrong.
struct CSVColumn {
  /// How its cells are read.
  enum Reading {
    /// As numbers where they are some.
    case numbers
    /// As labels, whatever they are.
    case labels
  }

  /// The lines of the first cells of some sort, and how many there are.
  struct Places {
    private(set) var count = 0
    private(set) var first: [(line: Int, text: String)] = []
    static let most = 5

    mutating func add(_ line: Int, _ text: String) {
      count += 1
      if first.count < Self.most { first.append((line, text)) }
    }
  }

  /// What a column consists of, gaps aside.
  enum Content {
    /// Nothing but gaps.
    case nothing
    case numbers
    /// Words for true and false.
    case booleans
    /// Labels; in a column that is read as numbers, none of them is a number.
    case labels
    /// Numbers, and words beside them.
    case mixed
  }

  /// Its place in a row, from 0.
  let index: Int
  /// Its name.
  let name: String
  /// How its cells are read.
  let reading: Reading
  /// What is there besides numbers.
  private(set) var table: LabelTable
  /// The cells without a value in rows that are used.
  private(set) var missing = Places()
  /// The labels in rows that are used which the table does not tell apart, or does not allow.
  private(set) var others = Places()
  /// The cells without a value in all rows of the file.
  private(set) var missingCount = 0
  /// The cells with a label in all rows of the file.
  private(set) var labelCount = 0

  /// A column in which nothing has been found yet.
  init(index: Int, name: String, reading: Reading, table: LabelTable) {
    self.index = index
    self.name = name
    self.reading = reading
    self.table = table
  }

  /// How messages call it: `column 3 ('price')`.
  var title: String { "column \(index + 1) ('\(name.excerpt)')" }

  /// The code of a cell that is no number, or is read as a label.
  ///
  /// - Parameters:
  ///   - text: what is in it
  ///   - marks: what stands for a missing value
  ///   - line: the line of its row
  ///   - isUsed: whether the row is used
  /// - Returns: a `CellCode`
  mutating func code(
    _ text: String, marks: MissingMarks, line: Int, isUsed: Bool
  ) -> Double {
    // Most labels have come before, and then stand for no missing value.
    if !text.isEmpty, let label = table.knownIndex(of: text, line: line, isUsed: isUsed) {
      labelCount += 1
      return CellCode.label(label)
    }
    if marks.contains(text) { return missingCode(text, line: line, isUsed: isUsed) }
    labelCount += 1
    if let label = table.index(of: text, line: line, isUsed: isUsed) {
      return CellCode.label(label)
    }
    if isUsed { others.add(line, text) }
    return CellCode.missing
  }

  /// The code of a cell without a value.
  mutating func missingCode(_ text: String, line: Int, isUsed: Bool) -> Double {
    missingCount += 1
    if isUsed { missing.add(line, text) }
    return CellCode.missing
  }

  /// Whether it has cells that are read as numbers, given the number of all rows of the file.
  func hasNumbers(rowCount: Int) -> Bool { labelCount + missingCount < rowCount }

  /// What it consists of, given the number of all rows of the file.
  func content(rowCount: Int) -> Content {
    if missingCount == rowCount { return .nothing }
    if labelCount == 0 { return .numbers }
    if reading == .labels { return .labels }
    if hasNumbers(rowCount: rowCount) { return .mixed }
    return !table.isFull && BooleanWord.areBoolean(table.labels) ? .booleans : .labels
  }

  /// The labels that the rows in use have, in the order in which they came.
  var labels: [LabelTable.Entry] { table.entries.filter { $0.count > 0 } }
}
