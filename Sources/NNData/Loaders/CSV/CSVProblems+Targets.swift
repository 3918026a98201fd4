import NNFiles

// What is wrong with targets.
extension CSVProblems {
  /// Determines, by all rows of the file, whether targets are numbers or classes, and reports
  /// targets that are neither, or have missing values.
  ///
  /// - Parameters:
  ///   - targets: what has been found in them
  ///   - uses: what the experiment says about each
  ///   - rowCount: the number of all rows of the file
  ///   - columns: the settings
  ///   - model: the training set; `nil` if this is the training set
  /// - Returns: whether they are numbers; meaningless if a problem was reported
  mutating func areNumeric(
    _ targets: borrowing CSVCells, _ uses: [CSVColumns.UsedColumn], rowCount: Int,
    _ columns: CSVColumns, model: CSVLayout?
  ) -> Bool {
    var areNumbers = true
    // Without a declared task, only a single target can be a class.
    let mayBeClass = columns.task == nil && uses.count == 1
    for (position, use) in uses.enumerated() {
      let column = targets.columns[position]
      let isNumber =
        columns.task == nil && model == nil && uses.count == 1 ? nil : column.reading == .numbers
      switch (column.content(rowCount: rowCount), isNumber) {
      case (.nothing, _):
        report(column, "has no value in any row, but is the target; name another one", [])
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
        reportNumbersInAnotherFormat(column, columns)
      case (.mixed, _), (.labels, true?):
        reportNonNumeric(column, mayBeClass: mayBeClass, rowCount: rowCount, columns, model)
      }
      if model == nil, column.table.isFull {
        report(
          column,
          "has at least \(column.table.count) different values that are not numbers, too many for "
            + "classes", [])
      }
      reportMissingTarget(column, use, rowCount: targets.rowCount)
    }
    return areNumbers
  }

  /// Reports a target of numbers in a format that is not read, which would become classes.
  private mutating func reportNumbersInAnotherFormat(_ column: CSVColumn, _ columns: CSVColumns) {
    let labels = column.table.entries
    let numbers = labels.map(\.label).filter { !MissingMarks.isLikely($0) }
    guard !numbers.isEmpty, let remedies = CSVWordKind.remedies(forNumbers: numbers, columns) else {
      return
    }
    report(
      column, "has numbers in another format: \(labels.listing)",
      remedies + [.set("task: classification", " if the target is a class")])
  }

  /// Reports a target that should be numeric, but is not in all rows.
  ///
  /// - Parameters:
  ///   - column: the target
  ///   - mayBeClass: whether the settings allow it to be a class
  ///   - rowCount: the number of all rows of the file
  ///   - columns: the settings
  ///   - model: the training set; `nil` if this is the training set
  private mutating func reportNonNumeric(
    _ column: CSVColumn, mayBeClass: Bool, rowCount: Int, _ columns: CSVColumns,
    _ model: CSVLayout?
  ) {
    // All rows decide what a target is, even those after a limit.
    let labels = column.table.entries.filter { $0.firstLine > 0 }
    let count = column.labelCount
    guard count > 0 else { return }
    let texts = labels.map(\.label)
    let others = texts.filter { !MissingMarks.isLikely($0) }
    let marks = texts.filter(MissingMarks.isLikely)
    // A setting that helps with another set would make the training set unreadable.
    var remedies =
      others.isEmpty || model != nil
      ? [] : CSVWordKind.remedies(forNumbers: others, columns) ?? []
    if remedies.isEmpty, !others.isEmpty {
      let isFirst = count == 1 && columns.isFirstRow(labels[0].firstLine)
      remedies = (isFirst ? [.useHeader] : []) + [.correct(count)]
      if mayBeClass, !isFirst {
        remedies.append(.set("task: classification", " if the target is a class"))
      } else if columns.task == .classification {
        remedies = [
          .edit("classification needs a single target, or a column of 0 and 1 for each class")
        ]
      } else if columns.task == .multilabel {
        remedies = [
          .edit("write a column of 0 and 1 for each label, as pandas' str.get_dummies makes them")
        ]
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
        "must be numeric, but has \(counted(numbers, "number")) and \(count) other values: "
          + labels.listing,
        remedies)
    }
  }

  /// Reports classes that are numbers, except for some that most likely mark missing values.
  private mutating func reportDoubtfulClasses(_ column: CSVColumn) {
    let others = column.labels.filter { DecimalNumber.value(of: $0.label) == nil }
    guard !others.isEmpty, others.count < column.labels.count,
      others.allSatisfy({ MissingMarks.isLikely($0.label) })
    else { return }
    report(
      column, "has classes that are numbers, but also \(others.listing)",
      [.mark(others.map(\.label.trimmed)), .fill((column.name, .dropRow))])
  }
}
