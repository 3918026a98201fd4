import NNConfig
import NNFiles

/// What is doubtful about a CSV file that is used all the same.
enum CSVNotes {
  /// A sentence for each doubt, with what to do.
  static func all(
    _ features: borrowing CSVCells, _ kinds: [FeatureKind], _ targets: borrowing CSVCells,
    _ classes: ClassNames?, _ columns: CSVColumns
  ) -> [String] {
    var notes: [String] = []
    for (place, kind) in kinds.enumerated() {
      let column = features.columns[place]
      if isRowNumber(features, place) {
        notes.append(
          "\(column.title) numbers the rows and is an input; to leave it out, set "
            + "'\(columns.excludeSetting(column.name))'")
      }
      guard let names = kind.categories else { continue }
      switch CSVWords(column) {
      case .identifiers:
        notes.append(
          "\(column.title) has \(names.names.count) categories, nearly as many as there are rows; to "
            + "leave it out, set '\(columns.excludeSetting(column.name))'")
      case .dates:
        notes.append(
          "\(column.title) has dates or times as categories; to leave it out, set "
            + "'\(columns.excludeSetting(column.name))'")
      case .decimalCommas, .amounts:
        notes.append(
          "\(column.title) has numbers as categories: \(column.labels.listing)")
      case .categories: break
      }
      notes += doubts(column, "category")
    }
    if classes != nil { notes += doubts(targets.columns[0], "class") }
    return notes
  }

  /// Labels that perhaps stand for a missing value, or for the same thing as another one.
  private static func doubts(_ column: CSVColumn, _ what: String) -> [String] {
    var notes: [String] = []
    let marks = column.labels.filter { MissingMarks.isLikely($0.label) }
    if !marks.isEmpty {
      notes.append(
        "\(column.title) has the \(what) \(marks.listing); if that stands for a missing value, set "
          + "'missing_values: \(YAMLScalar.list(marks.map(\.label.trimmed)))' and 'missing: ...'")
    }
    var spellings: [String: String] = [:]
    for entry in column.labels {
      let plain = entry.label.trimmed.lowercased()
      if let other = spellings.updateValue(entry.label, forKey: plain) {
        notes.append(
          "\(column.title) has '\(other.excerpt)' and '\(entry.label.excerpt)' (line "
            + "\(entry.firstLine)), which count as two; write them in the same way if they are one \(what)"
        )
        break
      }
    }
    return notes
  }

  /// Whether a feature is a column that R and pandas write without a name, or counts the rows under a
  /// name that says so.
  private static func isRowNumber(_ features: borrowing CSVCells, _ place: Int) -> Bool {
    let name = features.columns[place].name.lowercased()
    if name.isEmpty || name.hasPrefix("unnamed: ") { return true }
    let names = ["id", "index", "idx", "row", "rownames", "row_names", "no", "nr", "number", "x"]
    guard names.contains(name) || name.hasSuffix("id"), features.rowCount > 2 else { return false }
    let first = features[0, place]
    return (first == 0 || first == 1)
      && (0..<features.rowCount).allSatisfy { features[$0, place] == first + Double($0) }
  }
}
