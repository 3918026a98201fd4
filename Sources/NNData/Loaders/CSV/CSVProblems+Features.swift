import NNFiles

// What is wrong with features.
extension CSVProblems {
  /// Determines the kinds of the features, and reports features that have none, differ from the
  /// training set, or have missing values that are not treated.
  ///
  /// - Parameters:
  ///   - features: what has been found in them
  ///   - uses: what the experiment says about each
  ///   - rowCount: the number of all rows of the file
  ///   - columns: the settings
  ///   - model: the training set; `nil` if this is the training set
  /// - Returns: the kinds; any kind for a feature that was reported
  mutating func kinds(
    of features: borrowing CSVCells, _ uses: [CSVColumns.UsedColumn], rowCount: Int,
    _ columns: CSVColumns, model: CSVLayout?
  ) -> [FeatureKind] {
    var kinds: [FeatureKind] = []
    for (position, use) in uses.enumerated() {
      let column = features.columns[position]
      let isTreated: Bool
      if let model {
        let kind = model.encoding.kinds[position]
        isTreated = model.fills[position] != nil || use.method == .dropRow
        compare(features, position, with: kind, of: model)
        kinds.append(kind)
      } else {
        let kind = kind(of: column, use, rowCount: rowCount, columns)
        kinds.append(kind ?? .number)
        // A column that had better be left out needs no values.
        if kind == nil { continue }
        isTreated = use.method != .error && use.method.fits(kinds[position])
      }
      if !isTreated {
        reportMissing(
          column, kinds[position], use.method, rowCount: features.rowCount,
          isTraining: model == nil)
      }
    }
    return kinds
  }

  /// The kind of a feature of the training set, by all rows of the file.
  ///
  /// - Returns: the kind; `nil` if the feature had better be left out
  private mutating func kind(
    of column: CSVColumn, _ use: CSVColumns.UsedColumn, rowCount: Int, _ columns: CSVColumns
  ) -> FeatureKind? {
    switch column.content(rowCount: rowCount) {
    case .nothing:
      report(column, "has no value in any row", [.exclude(column.name)])
      return nil
    case .numbers: return .number
    case .booleans where !use.hasCategories: return .boolean
    case .labels, .booleans:
      let areWords =
        !column.hasOnlyLikelyMarks && !column.hasNumbersInAnotherFormat(columns.decimalMark)
      if use.hasCategories || columns.encodesWords && areWords {
        return .categories(column.categories(use.method))
      }
      return reportWords(column, columns)
    case .mixed:
      reportMixture(column, rowCount: rowCount, columns)
      return .number
    }
  }

  /// Reports a feature of words.
  ///
  /// - Returns: the kind that it will probably have; `nil` if it had better be left out
  private mutating func reportWords(_ column: CSVColumn, _ columns: CSVColumns) -> FeatureKind? {
    let labels = column.labels
    guard !labels.isEmpty else {
      report(
        column, "has no values in the first rows, up to 'limit', and words after them",
        [.exclude(column.name)])
      return nil
    }
    let examples = labels.listing
    let marks = labels.map(\.label).filter(MissingMarks.isLikely)
    let others = labels.map(\.label).filter { !MissingMarks.isLikely($0) }
    if !marks.isEmpty, BooleanWord.areBoolean(others) {
      report(
        column, "has true and false, but also other words: \(examples)",
        [.mark(marks.map(\.trimmed)), .fill((column.name, .mostFrequent))])
      return .boolean
    }
    if column.hasOnlyLikelyMarks {
      report(column, "has no values other than \(examples)", [.exclude(column.name)])
      return nil
    }
    switch CSVWordKind(column, columns.decimalMark) {
    case .numbers:
      report(
        column, "has numbers in another format: \(examples)",
        remedies(for: labels.map(\.label), in: column, columns) { [] })
      return .number
    case .dates:
      report(column, "has dates or times: \(examples)", [.exclude(column.name)])
      return nil
    case .identifiers:
      report(
        column, "has words, nearly all of them different: \(examples)", [.exclude(column.name)])
      return nil
    case .categories:
      report(column, "has words: \(examples)", [.encode(column.name)])
      return .categories(column.categories(.error))
    }
  }

  /// Reports a column of numbers and words, unless all words are in rows that are not used.
  private mutating func reportMixture(
    _ column: CSVColumn, rowCount: Int, _ columns: CSVColumns
  ) {
    let labels = column.labels
    let texts = labels.map(\.label)
    guard let first = texts.first else { return }
    let count = labels.reduce(column.others.count) { $0 + $1.count }
    let remedies = remedies(for: texts, in: column, columns) {
      if count == 1, columns.isFirstRow(labels[0].firstLine) { return [.useHeader, .correct(1)] }
      if texts.allSatisfy({ BooleanWord.value(of: $0) != nil }) {
        return [.edit("write 1 and 0, or true and false, in all rows")]
      }
      // A few different words without digits may mark missing values.
      let mayBeMarks = texts.count <= 3 && !texts.joined().contains(where: \.isNumber)
      // Each number of a column that has hardly anything else would become a category.
      let areFew = rowCount >= 20 && count * 20 <= rowCount
      return [.correct(count)] + (areFew ? [] : [.encode(column.name)])
        + (mayBeMarks ? [.perhapsMark(texts.map(\.trimmed), (column.name, .median))] : [])
    }
    if count == 1 {
      report(
        column, line: labels[0].firstLine, "must be a number, not '\(first.excerpt)'", remedies)
    } else {
      report(
        column, "has numbers, but also \(count) other values: \(labels.listing)", remedies)
    }
  }

  /// What to do about texts in a feature of numbers.
  ///
  /// - Parameters:
  ///   - texts: the texts
  ///   - column: the feature
  ///   - columns: the settings
  ///   - otherwise: what to do if the texts are words
  /// - Returns: what to do, the most likely first
  private func remedies(
    for texts: [String], in column: CSVColumn, _ columns: CSVColumns, otherwise: () -> [Remedy]
  ) -> [Remedy] {
    let others = texts.filter { !MissingMarks.isLikely($0) }
    let marks = texts.filter(MissingMarks.isLikely)
    let remedies =
      others.isEmpty ? [] : CSVWordKind.remedies(forNumbers: others, columns) ?? otherwise()
    return remedies
      + (marks.isEmpty ? [] : [.mark(marks.map(\.trimmed)), .fill((column.name, .median))])
  }
}

extension CSVColumn {
  /// Whether all labels most likely mark missing values.
  fileprivate var hasOnlyLikelyMarks: Bool { table.labels.allSatisfy(MissingMarks.isLikely) }

  /// Whether all labels are numbers in a format that is not read, or most likely mark missing
  /// values.
  fileprivate func hasNumbersInAnotherFormat(_ mark: DecimalMark) -> Bool {
    table.labels.allSatisfy { CSVWordKind.isNumber($0, mark) || MissingMarks.isLikely($0) }
  }

  /// The categories; missing values are one if that is how they are treated and there are some.
  fileprivate func categories(_ method: MissingMethod) -> ClassNames {
    ClassNames(table.labels + (method == .category && missingCount > 0 ? [""] : []))
  }
}
