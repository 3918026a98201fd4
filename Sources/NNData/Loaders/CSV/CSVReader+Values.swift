import NNFiles

// Values of named columns, and errors that name row and column.
extension CSVReader {
  /// A field that is not empty.
  func text(_ column: Int, of header: CSVHeader) throws(DataError) -> String {
    let text = text(column)
    guard !text.isEmpty else { throw error(column, of: header, "is empty") }
    return text
  }

  /// A field that is a number; `hint` says what to do about a word.
  func number(_ column: Int, of header: CSVHeader, hint: String) throws(DataError) -> Double {
    if let number = number(column) { return number }
    let text = try text(column, of: header)
    let remedy =
      if hasDecimalComma(column) {
        "; write a point instead of the comma"
      } else {
        isWord(column) ? hint : ""
      }
    throw error(column, of: header, "must be a number, not '\(text.excerpt)'\(remedy)")
  }

  /// Whether a field is there and is nothing like a number: infinite ones, nan and those with a decimal
  /// comma are meant as numbers.
  func isWord(_ column: Int) -> Bool {
    if number(column) != nil { return false }
    let text = text(column)
    return text.contains { $0 != " " } && Double(text) == nil && !hasDecimalComma(column)
  }

  /// What is wrong with a field of the current row.
  func error(_ column: Int, of header: CSVHeader, _ message: String) -> DataError {
    DataError(
      "\(name):\(line)", "column \(column + 1) ('\(header.names[column].excerpt)') \(message)")
  }
}
