import NNConfig
import NNFiles

/// Warnings about a CSV file that is used nevertheless.
struct CSVNotes {
  /// The warnings, a sentence each, with what to do.
  private(set) var texts: [String] = []
  private let columns: CSVColumns
  private let advice: CSVAdvice

  /// No warnings yet.
  ///
  /// - Parameters:
  ///   - columns: the settings
  ///   - advice: turns remedies into settings
  init(_ columns: CSVColumns, _ advice: CSVAdvice) {
    self.columns = columns
    self.advice = advice
  }

  /// Adds warnings about features.
  ///
  /// - Parameters:
  ///   - features: their cells
  ///   - kinds: their kinds
  mutating func add(_ features: borrowing CSVCells, _ kinds: [FeatureKind]) {
    for (position, kind) in kinds.enumerated() {
      let column = features.columns[position]
      if Self.isRowNumber(features, position) {
        noteUninformative(column, "numbers the rows and is an input")
      } else if UnnamedColumn.isName(column.name) {
        noteUninformative(column, "has no name and is an input")
      }
      guard let names = kind.categories, !column.labels.isEmpty else { continue }
      switch CSVWordKind(column, columns.decimalMark) {
      case .identifiers:
        noteUninformative(
          column, "has \(names.names.count) categories, nearly as many as there are rows")
      case .dates: noteUninformative(column, "has dates or times as categories")
      case .numbers:
        texts.append(
          "\(column.title) has numbers in another format as categories: \(column.labels.listing)")
      case .categories: break
      }
      add(column, "category", missing: .category)
    }
  }

  /// Adds warnings about a target of classes.
  mutating func add(target: CSVColumn) {
    let rows = target.labels.reduce(0) { $0 + $1.count }
    if target.labels.count >= 20, 2 * target.labels.count > rows {
      texts.append(
        "\(target.title), the target, has \(target.labels.count) classes in \(rows) rows; if it is "
          + "a number, set 'task: regression'")
    }
    add(target, "class", missing: .dropRow)
  }

  /// Adds a warning if the first row is read as data, but has words that no other row has.
  mutating func add(firstRowOf columns: [CSVColumn]) {
    guard self.columns.hasHeader == false,
      columns.allSatisfy({ $0.labels.first?.count == 1 && $0.labels.contains { $0.count > 1 } })
    else { return }
    let words = columns.compactMap { $0.labels.first?.label }
    texts.append(
      "the first row has words that no other row has: \(words.quoted.listing); if they are the "
        + "names of the columns, set 'header: first_row'")
  }

  /// Adds a warning about columns that are left out because they have neither names nor values.
  mutating func add(emptyColumns count: Int) {
    if count == 0 { return }
    texts.append(
      count == 1
        ? "1 column without a name or values is left out"
        : "\(count) columns without names or values are left out")
  }

  /// Adds a warning about a feature that says nothing about the target.
  private mutating func noteUninformative(_ column: CSVColumn, _ reason: String) {
    texts.append(
      "\(column.title) \(reason); to leave it out, set \(advice.exclude([column.name]))")
  }

  /// Adds warnings about labels that perhaps mark missing values, or mean the same as another
  /// label.
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
          + what
      )
      return
    }
  }

  /// Whether a feature numbers the rows, and has either no name, as R and pandas write such
  /// columns, or a name that suggests it.
  private static func isRowNumber(_ features: borrowing CSVCells, _ position: Int) -> Bool {
    let name = features.columns[position].name
    let names = ["id", "index", "idx", "row", "rownames", "row_names", "no", "nr", "number"]
    guard
      UnnamedColumn.isName(name) || name == "X" || names.contains(name.lowercased())
        || name.lowercased().hasSuffix("id"), features.rowCount > 2
    else { return false }
    let first = features[0, position]
    return (first == 0 || first == 1)
      && (0..<features.rowCount).allSatisfy { features[$0, position] == first + Double($0) }
  }
}
