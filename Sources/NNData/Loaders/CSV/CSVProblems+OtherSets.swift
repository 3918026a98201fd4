import NNFiles

// How another set differs from the training set.
extension CSVProblems {
  /// Reports a feature that is not of the same kind as in the training set.
  ///
  /// - Parameters:
  ///   - features: what has been found in the features of the other set
  ///   - position: the index of the feature
  ///   - kind: its kind in the training set
  ///   - model: the training set
  mutating func compare(
    _ features: borrowing CSVCells, _ position: Int, with kind: FeatureKind, of model: CSVLayout
  ) {
    let column = features.columns[position]
    switch kind {
    case .number:
      reportUnexpected(column, column.labels, "a number", "\(model.path) has only numbers there")
    case .boolean:
      reportUnexpected(
        column, column.labels.filter { BooleanWord.value(of: $0.label) == nil }, "true or false",
        "\(model.path) has only such words there")
      if !features.isZeroOrOne(position) {
        report(
          column, "has numbers other than 0 and 1",
          [.edit("\(model.path) has only words for true and false there")])
      }
    case .categories(let names):
      reportUnknown(column, "categories", names)
    }
  }

  /// Reports labels in a feature of numbers, or of true and false.
  private mutating func reportUnexpected(
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

  /// Reports labels that the training set does not have.
  ///
  /// - Parameters:
  ///   - column: the column of the other set
  ///   - what: what messages call the labels, in the plural
  ///   - known: the labels of the training set
  mutating func reportUnknown(_ column: CSVColumn, _ what: String, _ known: ClassNames) {
    let others = column.others
    guard let first = others.first.first else { return }
    let reason = "not among the \(what) of the training set: \(known.listing)"
    let remedies = [known.spelling(meantBy: first.text)].compactMap { $0 }.map { name in
      Remedy.edit("write '\(name.excerpt)' instead of '\(first.text.excerpt)'")
    }
    if others.count == 1 {
      report(
        column, line: first.line, "is '\(first.text.excerpt)', which is \(reason)", remedies)
    } else {
      report(
        column, "has \(others.count) values, \(others.texts), which are \(reason)", remedies)
    }
  }
}
