import NNFiles

/// What has been found in a column of a CSV file: numbers, labels and missing values, how many
/// there are, and where they first occur.
///
/// All rows of the file decide what kind of column it is; only rows that are used can be wrong.
struct CSVColumn {
  /// The ways to read a cell.
  enum Reading {
    /// As a number if it is one, otherwise as a label.
    case numbers
    /// As a label, whatever it is.
    case labels
  }

  /// How many cells of some sort there are, and the lines and texts of the first ones.
  struct Occurrences {
    private(set) var count = 0
    private(set) var first: [(line: Int, text: String)] = []
    private static let maximumShown = 5

    mutating func add(_ line: Int, _ text: String) {
      count += 1
      if first.count < Self.maximumShown { first.append((line, text)) }
    }
  }

  /// What a column consists of, missing values aside.
  enum Content {
    /// Missing values only.
    case nothing
    /// Numbers.
    case numbers
    /// Words for true and false.
    case booleans
    /// Labels; in a column that is read as numbers, none of them is a number.
    case labels
    /// Numbers and words.
    case mixed
  }

  /// Its index in a row of the file.
  let index: Int
  /// Its name.
  let name: String
  /// How its cells are read.
  let reading: Reading
  /// The labels: cells that are not numbers, or all cells if they are read as labels.
  private(set) var table: LabelTable
  /// The cells without a value in rows that are used.
  private(set) var missing = Occurrences()
  /// The labels in rows that are used for which the table has no room, or which it does not allow.
  private(set) var others = Occurrences()
  /// The cells without a value in all rows of the file.
  private(set) var missingCount = 0
  /// The cells with a label in all rows of the file.
  private(set) var labelCount = 0

  /// A column of which no cell has been read.
  init(index: Int, name: String, reading: Reading, table: LabelTable) {
    self.index = index
    self.name = name
    self.reading = reading
    self.table = table
  }

  /// What messages call it: `column 3 ('price')`.
  var title: String { "column \(index + 1) ('\(name.excerpt)')" }

  /// Counts a cell that is not a number, or is read as a label.
  ///
  /// - Parameters:
  ///   - text: what is in the cell
  ///   - marks: what marks a missing value
  ///   - line: the line of its row
  ///   - isUsed: whether the row is used
  /// - Returns: its `CellCode`
  mutating func code(
    _ text: String, marks: MissingMarks, line: Int, isUsed: Bool
  ) -> Double {
    // Most labels are known already, and known ones do not mark missing values.
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

  /// Counts a cell without a value.
  ///
  /// - Returns: its `CellCode`
  mutating func missingCode(_ text: String, line: Int, isUsed: Bool) -> Double {
    missingCount += 1
    if isUsed { missing.add(line, text) }
    return CellCode.missing
  }

  /// Whether some cells have been read as numbers.
  ///
  /// - Parameter rowCount: the number of all rows of the file
  /// - Returns: whether there are any
  func hasNumbers(rowCount: Int) -> Bool { labelCount + missingCount < rowCount }

  /// What the column consists of.
  ///
  /// - Parameter rowCount: the number of all rows of the file
  /// - Returns: the content, by all rows of the file
  func content(rowCount: Int) -> Content {
    if missingCount == rowCount { return .nothing }
    if labelCount == 0 { return .numbers }
    if reading == .labels { return .labels }
    if hasNumbers(rowCount: rowCount) { return .mixed }
    return !table.isFull && BooleanWord.areBoolean(table.labels) ? .booleans : .labels
  }

  /// Where a text first occurs among the labels, and how often in rows that are used; `nil` if it
  /// is not found.
  func occurrences(of text: String) -> (line: Int, count: Int)? {
    if let entry = table.entries.first(where: { $0.label == text && $0.firstLine > 0 }) {
      return (entry.firstLine, entry.count)
    }
    return others.first.first { $0.text == text }.map { ($0.line, 1) }
  }

  /// The labels in rows that are used, in the order in which they first occur.
  var labels: [LabelTable.Entry] { table.entries.filter { $0.count > 0 } }
}
