import NNFiles

/// The first row of a CSV file for which no setting says whether it has names or data.
///
/// Names differ from the values below them: above numbers they are not numbers, and above words
/// they are not among these words.
struct CSVFirstRow {
  /// The fields of the row.
  let texts: [String]
  private let isNumber: [Bool]
  /// Which fields are missing values.
  private let isMissing: [Bool]
  private let decimalMark: DecimalMark

  /// The row that a reader is at.
  init(_ reader: borrowing CSVReader, marks: MissingMarks) {
    texts = reader.texts
    isNumber = texts.indices.map { reader.number($0) != nil }
    decimalMark = reader.decimalMark
    isMissing = texts.map { marks.contains($0) || MissingMarks.isLikely($0) }
  }

  /// Whether it could be data: whether no column has a number below a word.
  ///
  /// - Parameter isNumberBelow: which fields of the next row are numbers; all if there is no other
  ///   row
  /// - Returns: whether it could be
  func canBeData(above isNumberBelow: [Bool]) -> Bool {
    texts.indices.allSatisfy { !isNumberBelow[$0] || isNumber[$0] || isMissing[$0] }
  }

  /// Whether its numbers are 0, 1, 2, ..., as NumPy and pandas name columns; data are never like
  /// that.
  private var isNumbered: Bool {
    let numbers = texts.indices.filter { isNumber[$0] }.map { texts[$0] }
    return numbers.count > 2 && numbers == (0..<numbers.count).map(String.init)
  }

  /// What makes a row that could be data look like data, compared with the next row.
  ///
  /// - Parameters:
  ///   - isNumberBelow: which fields of the next row are numbers; all if there is no other row
  ///   - below: the next row; empty if there is none
  /// - Returns: the rest of a sentence that begins with `its first row`; `nil` if nothing does
  func evidence(above isNumberBelow: [Bool], _ below: [String]) -> String? {
    if !isNumbered, texts.indices.contains(where: { isNumber[$0] && isNumberBelow[$0] }) {
      return Self.numbers
    }
    return zip(texts.indices, below).first { hasWord($0, $1) }.map { Self.word($1) }
  }

  /// The same, compared with all rows below.
  ///
  /// - Parameters:
  ///   - columns: what has been found in the columns that are used
  ///   - rowCount: the number of rows below
  /// - Returns: the rest of a sentence that begins with `its first row`; `nil` if nothing does
  func evidence(above columns: [CSVColumn], rowCount: Int) -> String? {
    for column in columns {
      if !isNumbered, isNumber[column.index], hasNumbers(column, rowCount) { return Self.numbers }
      let word = column.table.labels.first { hasWord(column.index, $0) }
      if let word { return Self.word(word) }
    }
    return nil
  }

  /// Whether a column has numbers, whichever way it is read.
  private func hasNumbers(_ column: CSVColumn, _ rowCount: Int) -> Bool {
    switch column.reading {
    case .numbers: column.hasNumbers(rowCount: rowCount)
    case .labels:
      column.table.labels.contains { DecimalNumber.value(of: $0, decimalMark) != nil }
    }
  }

  /// Whether a field is this word, which is neither a number nor a missing value.
  private func hasWord(_ column: Int, _ word: String) -> Bool {
    !isNumber[column] && !isMissing[column] && texts[column] == word
  }

  private static let numbers = "has numbers like the rows below"

  private static func word(_ word: String) -> String {
    "has '\(word.excerpt)' like a row below"
  }

  /// The error for a row that looks like data.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - evidence: what makes it look like data
  ///   - model: the training set; `nil` if this is the training set
  /// - Returns: the error
  func headerError(_ path: String, _ evidence: String, _ model: CSVLayout?) -> DataError {
    if let model {
      return DataError(
        path,
        "its first row \(evidence); write the names of the columns above it, as in \(model.path)")
    }
    return DataError(
      path,
      "its first row \(evidence), so it is probably not a header; set 'header: none', which "
        + "numbers columns from 0 ('last' is the last one), or 'header: first_row' if these are "
        + "names: "
        + texts.quoted.listing)
  }
}
