import NNFiles

// What is wrong with features.
extension CSVProblems {
  /// The kinds of the features; reports those that have none, differ from the training set or lack
  /// values that nothing takes the place of.
  ///
  /// - Parameters:
  ///   - features: what was found in them
  ///   - uses: what the experiment says of each
  ///   - rowCount: the number of all rows of the file
  ///   - columns: the settings
  ///   - model: the training set, if this is the test set
  /// - Returns: the kinds; some kind for a feature that was reported
  mutating func kinds(
    of features: borrowing CSVCells, _ uses: [CSVColumns.Use], rowCount: Int,
    _ columns: CSVColumns, model: CSVLayout?
  ) -> [FeatureKind] {
    var kinds: [FeatureKind] = []
    for (place, use) in uses.enumerated() {
      let column = features.columns[place]
      let isFilled: Bool
      if let model {
        let kind = model.encoding.kinds[place]
        isFilled = model.fills[place] != nil || use.method == .dropRow
        compare(features, place, with: kind, of: model)
        kinds.append(kind)
      } else {
        let kind = kind(of: column, use, rowCount: rowCount, columns)
        kinds.append(kind ?? .number)
        // What is better left out needs no values.
        if kind == nil { continue }
        isFilled = use.method != .error && use.method.fits(kinds[place])
      }
      if !isFilled {
        reportMissing(
          column, kinds[place], use.method, rowCount: features.rowCount,
          isTraining: model == nil)
      }
    }
    return kinds
  }

  /// The kind of a feature of the training set, by all rows of the file; `nil` if it is best left out.
  private mutating func kind(
    of column: CSVColumn, _ use: CSVColumns.Use, rowCount: Int, _ columns: CSVColumns
  ) -> FeatureKind? {
    switch column.content(rowCount: rowCount) {
    case .nothing:
      report(column, "has no value in any row", [.exclude(column.name)])
      return nil
    case .numbers: return .number
    case .booleans where !use.hasCategories: return .boolean
    case .labels, .booleans:
      let areWords =
        !column.hasOnlyLikelyMarks && !column.hasNumbersInAnotherForm(columns.decimalMark)
      if use.hasCategories || columns.encodesWords && areWords {
        return .categories(column.categories(use.method))
      }
      return reportWords(column, columns)
    case .mixed:
      reportMixture(column, columns)
      return .number
    }
  }

  /// Reports a feature of words.
  ///
  /// - Returns: what it will probably be; `nil` if it is best left out
  private mutating func reportWords(_ column: CSVColumn, _ columns: CSVColumns) -> FeatureKind? {
    let labels = column.labels
    guard !labels.isEmpty else {
      report(
        column, "has no value in any row up to 'limit', and words behind",
        [.exclude(column.name)])
      return nil
    }
    let examples = labels.listing
    let marks = labels.map(\.label).filter(MissingMarks.isLikely)
    let others = labels.map(\.label).filter { !MissingMarks.isLikely($0) }
    if !marks.isEmpty, BooleanWord.areBoolean(others) {
      report(
        column, "has true and false, and other words: \(examples)",
        [.mark(marks.map(\.trimmed)), .fill((column.name, .mostFrequent))])
      return .boolean
    }
    if column.hasOnlyLikelyMarks {
      report(column, "has no value but \(examples)", [.exclude(column.name)])
      return nil
    }
    switch CSVWords(column, columns.decimalMark) {
    case .numbers:
      report(
        column, "has numbers in another form: \(examples)",
        remedies(for: labels.map(\.label), in: column, columns) { [] })
      return .number
    case .dates:
      report(column, "has dates or times: \(examples)", [.exclude(column.name)])
      return nil
    case .identifiers:
      report(
        column, "has words, a different one in nearly each row: \(examples)",
        [.exclude(column.name)])
      return nil
    case .categories:
      report(column, "has words: \(examples)", [.encode(column.name)])
      return .categories(column.categories(.error))
    }
  }

  /// Reports a column with numbers and words, unless its words are all in rows that are not used.
  private mutating func reportMixture(_ column: CSVColumn, _ columns: CSVColumns) {
    let labels = column.labels
    let texts = labels.map(\.label)
    guard let first = texts.first else { return }
    let count = labels.reduce(column.others.count) { $0 + $1.count }
    let remedies = remedies(for: texts, in: column, columns) {
      if count == 1, columns.isFirstRow(labels[0].firstLine) { return [.useHeader, .correct(1)] }
      if texts.allSatisfy({ BooleanWord.value(of: $0) != nil }) {
        return [.edit("write 1 and 0, or true and false, in all rows")]
      }
      // Words without a digit in a few spellings stand for something.
      let areMarks = texts.count <= 3 && !texts.joined().contains(where: \.isNumber)
      return [.correct(count), .encode(column.name)]
        + (areMarks ? [.perhapsMark(texts.map(\.trimmed), (column.name, .median))] : [])
    }
    if count == 1 {
      report(
        column, line: labels[0].firstLine, "must be a number, not '\(first.excerpt)'", remedies)
    } else {
      report(
        column, "has numbers, and \(count) values that are none: \(labels.listing)", remedies)
    }
  }

  /// What to do about texts in a feature of numbers.
  ///
  /// - Parameters:
  ///   - texts: the texts
  ///   - column: the feature
  ///   - columns: the settings
  ///   - otherwise: what to do if they are words
  /// - Returns: remedies
  private func remedies(
    for texts: [String], in column: CSVColumn, _ columns: CSVColumns, otherwise: () -> [Remedy]
  ) -> [Remedy] {
    let others = texts.filter { !MissingMarks.isLikely($0) }
    let marks = texts.filter(MissingMarks.isLikely)
    let remedies =
      others.isEmpty ? [] : CSVWords.remedies(forNumbers: others, columns) ?? otherwise()
    return remedies
      + (marks.isEmpty ? [] : [.mark(marks.map(\.trimmed)), .fill((column.name, .median))])
  }

  /// Reports a feature of a test set that is not of its kind in the training set.
  private mutating func compare(
    _ features: borrowing CSVCells, _ place: Int, with kind: FeatureKind, of model: CSVLayout
  ) {
    let column = features.columns[place]
    switch kind {
    case .number:
      reportStrangers(column, column.labels, "a number", "\(model.path) has only numbers there")
    case .boolean:
      reportStrangers(
        column, column.labels.filter { BooleanWord.value(of: $0.label) == nil }, "true or false",
        "\(model.path) has only such words there")
      if !features.isZeroOrOne(place) {
        report(
          column, "has numbers other than 0 and 1",
          [.edit("\(model.path) has only words for true and false there")])
      }
    case .categories(let names):
      reportUnknown(column, "categories", names)
    }
  }

  private mutating func reportStrangers(
    _ column: CSVColumn, _ labels: [LabelTable.Entry], _ expected: String, _ reason: String
  ) {
    let count = labels.reduce(column.others.count) { $0 + $1.count }
    guard count > 0 else { return }
    if count == 1, let label = labels.first {
      report(
        column, line: label.firstLine, "must be \(expected), not '\(label.label.excerpt)'",
        [.edit(reason)])
    } else {
      report(
        column, "must be \(expected), but has \(count) other values: \(labels.listing)",
        [.edit(reason)])
    }
  }

  /// Reports values that are missing and that nothing takes the place of.
  ///
  /// - Parameters:
  ///   - column: the column
  ///   - kind: what it is
  ///   - method: what the experiment says
  ///   - rowCount: the number of rows that are used
  ///   - isTraining: whether it is a column of the training set
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
        ", which is no category, because the training set lacks no value there"
      } else {
        ", and '\(method.rawValue)' is not for \(kind.plural)"
      }
    // A category of missing values is there only if the training set has some.
    let fit: MissingMethod =
      kind.categories == nil ? .median : isTraining ? .category : .mostFrequent
    report(
      column, line: missing.count == 1 ? missing.first[0].line : nil,
      Self.lack(missing, rowCount: rowCount) + reason, [.fill((column.name, fit))])
  }

  /// How a column lacks values.
  static func lack(_ missing: CSVColumn.Places, rowCount: Int) -> String {
    guard missing.count == 1 else {
      let marks = Set(missing.first.map(\.text.trimmed)).sorted().filter { !$0.isEmpty }
        .map { "'\($0.excerpt)'" }
      return "has no value in \(missing.count) of \(rowCount) rows (\(missing.listing)"
        + (marks.isEmpty ? ")" : "; \(marks.listing))")
    }
    let text = missing.first[0].text.trimmed
    return text.isEmpty ? "is empty" : "is missing ('\(text.excerpt)')"
  }
}

extension CSVColumn {
  /// Whether all labels are texts that most likely stand for missing values.
  fileprivate var hasOnlyLikelyMarks: Bool { table.labels.allSatisfy(MissingMarks.isLikely) }

  /// Whether all labels are numbers in another form than is read.
  fileprivate func hasNumbersInAnotherForm(_ mark: DecimalMark) -> Bool {
    table.labels.allSatisfy { CSVWords.isNumber($0, mark) || MissingMarks.isLikely($0) }
  }

  /// Its categories; missing values are one if the experiment wants that and there are some.
  fileprivate func categories(_ method: MissingMethod) -> ClassNames {
    ClassNames(table.labels + (method == .category && missingCount > 0 ? [""] : []))
  }
}
