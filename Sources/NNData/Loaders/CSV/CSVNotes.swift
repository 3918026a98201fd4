import NNConfig
import NNFiles

/// What is doubtful about a CSV file that is used all the same.
struct CSVNotes {
  /// A sentence for each doubt, with what to do.
  private(set) var texts: [String] = []
  private let columns: CSVColumns
  private let advice: CSVAdvice

  /// No doubts yet.
  init(_ columns: CSVColumns, _ advice: CSVAdvice) {
    self.columns = columns
    self.advice = advice
  }

  /// Adds what is doubtful about features.
  mutating func add(_ features: borrowing CSVCells, _ kinds: [FeatureKind]) {
    for (place, kind) in kinds.enumerated() {
      let column = features.columns[place]
      if Self.numbersRows(features, place) {
        noteWorthless(column, "numbers the rows and is an input")
      } else if UnnamedColumn.isName(column.name) {
        noteWorthless(column, "has no name and is an input")
      }
      guard let names = kind.categories, !column.labels.isEmpty else { continue }
      switch CSVWords(column, columns.decimalMark) {
      case .identifiers:
        noteWorthless(
          column, "has \(names.names.count) categories, nearly as many as there are rows")
      case .dates: noteWorthless(column, "has dates or times as categories")
      case .numbers:
        texts.append(
          "\(column.title) has numbers in another form as categories: \(column.labels.listing)")
      case .categories: break
      }
      add(column, "category", missing: .category)
    }
  }

  /// Adds what is doubtful about a target of classes.
  mutating func add(target: CSVColumn) {
    let rows = target.labels.reduce(0) { $0 + $1.count }
    if target.labels.count >= 20, 2 * target.labels.count > rows {
      texts.append(
        "\(target.title), the target, has \(target.labels.count) classes in \(rows) rows; if it is "
          + "a number, set 'task: regression'")
    }
    add(target, "class", missing: .dropRow)
  }

  /// Adds a first row that nobody takes for names, although it has words that are in no other row.
  mutating func add(firstRowOf columns: [CSVColumn]) {
    guard self.columns.hasHeader == false,
      columns.allSatisfy({ $0.labels.first?.count == 1 && $0.labels.contains { $0.count > 1 } })
    else { return }
    let words = columns.compactMap { $0.labels.first?.label.excerpt }
    texts.append(
      "the first row has words that are in no other one: \(words.listing); if these are names of "
        + "columns, set 'header: first_row'")
  }

  /// Adds columns without name and values that are left out.
  mutating func add(emptyColumns count: Int) {
    if count == 0 { return }
    texts.append(
      "\(counted(count, "column")) without name and values \(count == 1 ? "is" : "are") left out")
  }

  private mutating func noteWorthless(_ column: CSVColumn, _ doubt: String) {
    texts.append(
      "\(column.title) \(doubt); to leave it out, set \(advice.exclude([column.name]))")
  }

  /// Adds labels that perhaps stand for a missing value, or for the same thing as another one.
  private mutating func add(_ column: CSVColumn, _ what: String, missing method: MissingMethod) {
    let marks = column.labels.filter { MissingMarks.isLikely($0.label) }
    if !marks.isEmpty {
      texts.append(
        "\(column.title) has the \(what) \(marks.listing); if that means a missing value, set "
          + "'\(advice.marks(marks.map(\.label.trimmed)))' and "
          + "'\(advice.missing([(column.name, method)]))'")
    }
    var spellings: [String: String] = [:]
    for entry in column.labels {
      let number = DecimalNumber.value(of: entry.label, columns.decimalMark)
      let plain = number.map { "\($0 + 0)" } ?? entry.label.trimmed.lowercased()
      guard let other = spellings.updateValue(entry.label, forKey: plain) else { continue }
      texts.append(
        "\(column.title) has '\(other.excerpt)' and '\(entry.label.excerpt)' (line "
          + "\(entry.firstLine)), which count as two; write them in the same way if they are one "
          + what)
      return
    }
  }

  /// Whether a feature counts the rows, under no name, as R and pandas write it, or under one that says
  /// so.
  private static func numbersRows(_ features: borrowing CSVCells, _ place: Int) -> Bool {
    let name = features.columns[place].name
    let names = ["id", "index", "idx", "row", "rownames", "row_names", "no", "nr", "number"]
    guard
      UnnamedColumn.isName(name) || name == "X" || names.contains(name.lowercased())
        || name.lowercased().hasSuffix("id"), features.rowCount > 2
    else { return false }
    let first = features[0, place]
    return (first == 0 || first == 1)
      && (0..<features.rowCount).allSatisfy { features[$0, place] == first + Double($0) }
  }
}
