import NNFiles

// Missing values.
extension CSVProblems {
  /// Reports missing values of a feature that are not treated.
  ///
  /// - Parameters:
  ///   - column: the feature
  ///   - kind: its kind
  ///   - method: what the experiment says about its missing values
  ///   - rowCount: the number of rows that are used
  ///   - isTraining: whether it is a feature of the training set
  mutating func reportMissing(
    _ column: CSVColumn, _ kind: FeatureKind, _ method: MissingMethod, rowCount: Int,
    isTraining: Bool
  ) {
    let missing = column.missing
    if missing.count == 0 { return }
    let reason =
      if method == .error {
        ""
      } else if method.fits(kind) {
        ", which is not a category, because the training set has no missing values there"
      } else {
        ", and '\(method.rawValue)' cannot be used for \(kind.plural)"
      }
    // Missing values are a category only if the training set has some.
    let fit: MissingMethod =
      kind.categories == nil ? .median : isTraining ? .category : .mostFrequent
    report(
      column, line: missing.count == 1 ? missing.first[0].line : nil,
      Self.text(missing, rowCount: rowCount) + reason, [.fill((column.name, fit))])
  }

  /// Reports missing values of a target, unless their rows are left out.
  ///
  /// - Parameters:
  ///   - column: the target
  ///   - use: what the experiment says about it
  ///   - rowCount: the number of rows that are used
  mutating func reportMissingTarget(
    _ column: CSVColumn, _ use: CSVColumns.UsedColumn, rowCount: Int
  ) {
    let missing = column.missing
    if missing.count == 0 || use.method == .dropRow { return }
    report(
      column, line: missing.count == 1 ? missing.first[0].line : nil,
      Self.text(missing, rowCount: rowCount), [.fill((column.name, .dropRow))])
  }

  /// What is said about missing values; follows the column's title.
  private static func text(_ missing: CSVColumn.Occurrences, rowCount: Int) -> String {
    guard missing.count == 1 else {
      let marks = Set(missing.first.map(\.text.trimmed)).sorted().filter { !$0.isEmpty }
      return "has no value in \(missing.count) of \(rowCount) rows (\(missing.listing)"
        + (marks.isEmpty ? ")" : "; \(marks.quoted.listing))")
    }
    let text = missing.first[0].text.trimmed
    return text.isEmpty ? "is empty" : "is missing ('\(text.excerpt)')"
  }
}
