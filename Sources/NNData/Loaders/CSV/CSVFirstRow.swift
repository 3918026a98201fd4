import NNFiles

/// The first row of a CSV file of which nobody says whether it has names or data.
///
/// Names differ from the values below them: where these are numbers, names are none, and where they
/// are words, no name is one of them.
struct CSVFirstRow {
  /// What is in the row.
  let texts: [String]
  private let isNumber: [Bool]
  /// Which values are none, or stand for a missing one.
  private let isGap: [Bool]
  private let decimalMark: DecimalMark

  /// The row that a reader is at.
  init(_ reader: borrowing CSVReader, marks: MissingMarks) {
    texts = reader.texts
    isNumber = texts.indices.map { reader.number($0) != nil }
    decimalMark = reader.decimalMark
    isGap = texts.map { marks.contains($0) || MissingMarks.isLikely($0) }
  }

  /// Whether it can be data, because no column has numbers below something that is none.
  ///
  /// - Parameter isNumberBelow: which columns of the next row are numbers; all if there is no other row
  /// - Returns: whether it can be
  func canBeData(above isNumberBelow: [Bool]) -> Bool {
    texts.indices.allSatisfy { !isNumberBelow[$0] || isNumber[$0] || isGap[$0] }
  }

  /// Whether its numbers are 0, 1, 2, ..., as NumPy and pandas call columns; nobody has such data.
  private var isNumbered: Bool {
    let numbers = texts.indices.filter { isNumber[$0] }.map { texts[$0] }
    return numbers.count > 2 && numbers == (0..<numbers.count).map(String.init)
  }

  /// What makes a row that can be data look like that; `nil` if nothing does.
  ///
  /// - Parameters:
  ///   - isNumberBelow: which columns of the next row are numbers; all if there is no other row
  ///   - below: the next row; empty if there is none
  /// - Returns: what follows `its first row`
  func evidence(above isNumberBelow: [Bool], _ below: [String]) -> String? {
    if !isNumbered, texts.indices.contains(where: { isNumber[$0] && isNumberBelow[$0] }) {
      return Self.numbers
    }
    return zip(texts.indices, below).first { hasWord($0, $1) }.map { Self.word($1) }
  }

  /// The same, given all that is in some columns of so many rows below.
  func evidence(above columns: [CSVColumn], rowCount: Int) -> String? {
    for column in columns {
      if !isNumbered, isNumber[column.index], hasNumbers(column, rowCount) { return Self.numbers }
      let word = column.table.labels.first { hasWord(column.index, $0) }
      if let word { return Self.word(word) }
    }
    return nil
  }

  private func hasNumbers(_ column: CSVColumn, _ rowCount: Int) -> Bool {
    switch column.reading {
    case .numbers: column.hasNumbers(rowCount: rowCount)
    case .labels:
      column.table.labels.contains { DecimalNumber.value(of: $0, decimalMark) != nil }
    }
  }

  private func hasWord(_ column: Int, _ word: String) -> Bool {
    !isNumber[column] && !isGap[column] && texts[column] == word
  }

  private static let numbers = "has numbers as the rows below have"

  private static func word(_ word: String) -> String {
    "has '\(word.excerpt)' as rows below have"
  }

  /// The error for a row that looks like data.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - evidence: what makes it look like that
  ///   - model: the training set, if this is the test set
  /// - Returns: the error
  func doubt(_ path: String, _ evidence: String, _ model: CSVLayout?) -> DataError {
    if let model {
      return DataError(
        path,
        "its first row \(evidence); write the names of the columns above it, as \(model.path) has "
          + "them")
    }
    return DataError(
      path,
      "its first row \(evidence), so it is probably no header: set 'header: none', which numbers "
        + "columns from 0 (and 'last' is the last one), or 'header: first_row' if these are names: "
        + texts.map(\.excerpt).listing)
  }
}
