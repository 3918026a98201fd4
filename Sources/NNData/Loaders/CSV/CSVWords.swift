import NNFiles

/// What the words of a column most likely are: advice depends on it, and nothing else.
enum CSVWords {
  /// Numbers with a comma before decimals, or with signs and separators of thousands.
  case numbers
  /// Dates or times.
  case dates
  /// A different one in nearly each row.
  case identifiers
  /// Names of categories.
  case categories

  /// Looks at the words of a column, those aside that most likely stand for missing values.
  ///
  /// - Parameters:
  ///   - column: a column that has other ones in rows that are used
  ///   - mark: what decimals begin with
  init(_ column: CSVColumn, _ mark: DecimalMark) {
    let entries = column.labels.filter { !MissingMarks.isLikely($0.label) }
    let labels = entries.map(\.label)
    let count = entries.reduce(column.others.count) { $0 + $1.count }
    let distinct = labels.count
    if labels.allSatisfy({ Self.isNumber($0, mark) }) {
      self = .numbers
    } else if labels.allSatisfy(Self.isDate) {
      self = .dates
    } else if distinct == count ? count >= 5 : distinct >= 20 && 2 * distinct > count {
      self = .identifiers
    } else {
      self = column.table.isFull ? .identifiers : .categories
    }
  }

  private static let months: Set<String> = [
    "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec",
  ]

  /// Whether a text is a date or a time: three groups of digits, of which one may be the name of a
  /// month, or groups that are separated by colons.
  private static func isDate(_ text: String) -> Bool {
    let groups = text.split { !$0.isLetter && !$0.isNumber }
    guard groups.count >= 2, groups.count <= 8 else { return false }
    let isTime = text.contains(":")
    guard isTime || groups.count >= 3 else { return false }
    return groups.allSatisfy { group in
      if group.allSatisfy(\.isNumber) { return group.count <= 9 }
      let word = group.lowercased()
      return months.contains(String(word.prefix(3)))
        || ["t", "z", "am", "pm", "utc", "gmt"].contains(word)
        || word.hasSuffix("z") && word.dropLast().allSatisfy(\.isNumber)
        || word.split(separator: "t").allSatisfy { $0.allSatisfy(\.isNumber) }
    }
  }
}
