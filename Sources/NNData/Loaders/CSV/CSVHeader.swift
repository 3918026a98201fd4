import NNFiles

/// The names of the columns of a CSV file: its first row, or numbers from 0 if it has no header.
struct CSVHeader {
  /// The names; all but empty ones are different.
  let names: [String]
  private let columns: [String: Int]

  /// A header with these names.
  ///
  /// - Throws: `DataError` if two columns have the same name
  init(_ names: [String], path: String) throws(DataError) {
    var columns: [String: Int] = [:]
    for (column, name) in names.enumerated() {
      if let other = columns.updateValue(column, forKey: name), !name.isEmpty {
        throw DataError(
          path,
          "columns \(other + 1) and \(column + 1) are both called '\(name.excerpt)'; rename one, or "
            + "set 'skip_rows: 1' and 'header: none', which numbers columns from 0")
      }
    }
    if names.count(where: \.isEmpty) > 1 { columns[""] = nil }
    self.names = names
    self.columns = columns
  }

  /// The header of a file that has none: 0, 1, 2 ...
  init(numbered count: Int) {
    names = (0..<count).map(String.init)
    columns = Dictionary(uniqueKeysWithValues: zip(names, 0...))
  }

  /// What most likely stands between the names if they look like a single one.
  func likelyDelimiter(insteadOf delimiter: CSVDelimiter) -> CSVDelimiter? {
    names.count == 1 ? delimiter.likelyOther(in: names[0]) : nil
  }

  /// The column with a name, or at a place: `last`, -1 and so on count from the end; `nil` if there is
  /// none.
  func column(_ name: String) -> Int? {
    if let column = columns[name] { return column }
    if name == "last" { return names.count - 1 }
    guard name.hasPrefix("-"), let place = Int(name), names.indices.contains(names.count + place)
    else { return nil }
    return names.count + place
  }

  /// The names in a message.
  var listing: String { names.map { $0.isEmpty ? "'' (without name)" : $0.excerpt }.listing }
}

extension CSVHeader {
  /// Whether a first row looks like data: it has numbers wherever the row below it has some.
  ///
  /// Names of columns that NumPy and pandas number from 0 are none of that.
  ///
  /// - Parameters:
  ///   - names: the first row
  ///   - isNumber: which columns of the next row are numbers; all if there is no other row
  /// - Returns: whether they are most likely no names
  static func looksLikeData(_ names: [String], above isNumber: [Bool]) -> Bool {
    let numbers = names.indices.filter { DecimalNumber.value(of: names[$0]) != nil }
    guard isNumber.contains(true), !numbers.isEmpty else { return false }
    let isNumbered =
      numbers.count > 2 && numbers.map { names[$0] } == (0..<numbers.count).map(String.init)
    return !isNumbered && isNumber.indices.allSatisfy { !isNumber[$0] || numbers.contains($0) }
  }
}
