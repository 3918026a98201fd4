import NNFiles

// What is wrong with targets.
extension CSVProblems {
  /// Whether targets are numbers, by all rows of the file; reports those that are neither numbers nor
  /// classes, or lack values.
  ///
  /// - Parameters:
  ///   - targets: what was found in them
  ///   - uses: what the experiment says of each
  ///   - rowCount: the number of all rows of the file
  ///   - columns: the settings
  ///   - model: the training set, if this is the test set
  /// - Returns: whether they are; either if a problem was reported
  mutating func areNumeric(
    _ targets: borrowing CSVCells, _ uses: [CSVColumns.Use], rowCount: Int,
    _ columns: CSVColumns, model: CSVLayout?
  ) -> Bool {
    var areNumbers = true
    // Only a single target that nothing is said of can be a class.
    let mayBeClass = columns.task == nil && uses.count == 1
    for (place, use) in uses.enumerated() {
      let column = targets.columns[place]
      let isNumber =
        columns.task == nil && model == nil && uses.count == 1 ? nil : column.reading == .numbers
      switch (column.content(rowCount: rowCount), isNumber) {
      case (.nothing, _):
        report(column, "has no value in any row, and is the target; name another one", [])
        continue
      case (.numbers, _), (.booleans, true?): break
      case (_, false?):
        areNumbers = false
        if let classes = model?.classes {
          reportUnknown(column, "classes", classes)
        } else {
          reportDoubtfulClasses(column)
        }
      case (.labels, nil), (.booleans, nil):
        areNumbers = false
        reportOtherNumbers(column, columns)
      case (.mixed, _), (.labels, true?):
        reportNoNumbers(column, mayBeClass: mayBeClass, rowCount: rowCount, columns, model)
      }
      if model == nil, column.table.isFull {
        report(
          column,
          "has at least \(column.table.count) different values that are no numbers, too many for "
            + "classes", [])
      }
      reportMissingTarget(column, use, rowCount: targets.rowCount)
    }
    return areNumbers
  }

  /// Reports a target of numbers in another form than is read, which would be classes.
  private mutating func reportOtherNumbers(_ column: CSVColumn, _ columns: CSVColumns) {
    let labels = column.table.entries
    let numbers = labels.map(\.label).filter { !MissingMarks.isLikely($0) }
    guard !numbers.isEmpty, let remedies = CSVWords.remedies(forNumbers: numbers, columns) else {
      return
    }
    report(
      column, "has numbers in another form: \(labels.listing)",
      remedies + [.set("task: classification", " if the target is a class")])
  }

  /// Reports labels that the training set does not have.
  mutating func reportUnknown(_ column: CSVColumn, _ what: String, _ known: ClassNames) {
    let others = column.others
    guard let first = others.first.first else { return }
    let none = "none of the \(what) of the training set: \(known.listing)"
    if others.count == 1 {
      report(column, line: first.line, "is '\(first.text.excerpt)', which is \(none)", [])
    } else {
      report(column, "has \(others.count) values, \(others.texts), which are \(none)", [])
    }
  }

  /// Reports a target that lacks values.
  ///
  /// - Parameters:
  ///   - column: the target
  ///   - use: what the experiment says of it
  ///   - rowCount: the number of rows that are used
  mutating func reportMissingTarget(_ column: CSVColumn, _ use: CSVColumns.Use, rowCount: Int) {
    let missing = column.missing
    if missing.count == 0 || use.method == .dropRow { return }
    report(
      column, line: missing.count == 1 ? missing.first[0].line : nil,
      Self.lack(missing, rowCount: rowCount), [.fill((column.name, .dropRow))])
  }

  /// Reports a target that is meant as a number and is not everywhere one.
  ///
  /// - Parameters:
  ///   - column: the target
  ///   - mayBeClass: whether nothing says that it is a number
  ///   - rowCount: the number of all rows of the file
  ///   - columns: the settings
  ///   - model: the training set, if this is the test set
  mutating func reportNoNumbers(
    _ column: CSVColumn, mayBeClass: Bool, rowCount: Int, _ columns: CSVColumns,
    _ model: CSVLayout?
  ) {
    // What a target is depends on all rows, those behind a limit included.
    let labels = column.table.entries.filter { $0.firstLine > 0 }
    let count = column.labelCount
    guard count > 0 else { return }
    let texts = labels.map(\.label)
    let others = texts.filter { !MissingMarks.isLikely($0) }
    let marks = texts.filter(MissingMarks.isLikely)
    // A setting for other numbers than the training set has would spoil that.
    var remedies =
      others.isEmpty || model != nil
      ? [] : CSVWords.remedies(forNumbers: others, columns) ?? []
    if remedies.isEmpty, !others.isEmpty {
      let isFirst = count == 1 && columns.isFirstRow(labels[0].firstLine)
      remedies = (isFirst ? [.useHeader] : []) + [.correct(count)]
      if mayBeClass, !isFirst {
        remedies.append(.set("task: classification", " if the target is a class"))
      } else if columns.task == .classification {
        remedies = [.edit("classification has one target, or a column of 0 and 1 for each class")]
      }
    }
    if !marks.isEmpty {
      remedies += [.mark(marks.map(\.trimmed)), .fill((column.name, .dropRow))]
    }
    if count == 1, let label = labels.first {
      report(
        column, line: label.firstLine, "must be a number, not '\(label.label.excerpt)'", remedies)
    } else {
      let numbers = rowCount - column.labelCount - column.missingCount
      report(
        column,
        "must be a number, but has \(counted(numbers, "number")) and \(count) other values: \(labels.listing)",
        remedies)
    }
  }

  /// Reports classes that are numbers but for some which most likely stand for missing values.
  mutating func reportDoubtfulClasses(_ column: CSVColumn) {
    let others = column.labels.filter { DecimalNumber.value(of: $0.label) == nil }
    guard !others.isEmpty, others.count < column.labels.count,
      others.allSatisfy({ MissingMarks.isLikely($0.label) })
    else { return }
    report(
      column, "has classes that are numbers, and \(others.listing)",
      [.mark(others.map(\.label.trimmed)), .fill((column.name, .dropRow))])
  }
}
