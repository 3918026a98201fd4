import NNFiles

/// What the words of a column most likely are. Only advice depends on it.
enum CSVWordKind {
  /// Numbers with a decimal comma, thousands separators, currency signs and the like.
  case numbers
  /// Dates or times.
  case dates
  /// Identifiers: nearly all words are different.
  case identifiers
  /// Categories.
  case categories

  /// Judges the words of a column, except those that most likely mark missing values.
  ///
  /// - Parameters:
  ///   - column: a column with other words in rows that are used
  ///   - mark: the decimal mark of numbers
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

  /// Whether a text is a date or a time: at least three groups of digits, or two and a colon; a
  /// group may also be the name of a month, a time zone and the like.
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
