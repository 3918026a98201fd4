import NNData

/// The order of the rows of a comparison, and which of them is the best.
struct RunRanking {
  /// The rows, sorted.
  let rows: [RunRow]
  /// The measure of the best row; `nil` if no row is the best.
  private(set) var measure: String?
  /// The place of the best row, all of whose runs are complete.
  private(set) var best: Int?
  /// Why no row is the best although there are complete runs with results: a sentence.
  private(set) var reasonForNoBest: String?
  /// What the best value is, `smallest` or `largest`, if the goal is the contrary of what usually
  /// makes a run better.
  private(set) var unusualGoal: String?

  /// Sorts rows by what the options say, and finds the best one by their goal, by the measure that
  /// they are sorted by, or by the one that says most.
  init(_ rows: [RunRow], _ options: RunComparison.Options) {
    let sort = options.sortKey
    let measure =
      options.goal?.measure ?? sort.flatMap { Measure($0) } ?? Self.decisiveMeasure(of: rows)
    let isMinimized = { (measure: Measure) in
      if let goal = options.goal, goal.key == measure.key { return goal.isMinimized }
      return Metrics.isMinimized(measure.name)
    }
    let column = sort ?? measure?.key
    self.rows = Self.sorted(
      rows, by: column, ascending: column.flatMap { Measure($0) }.map(isMinimized) ?? true,
      reversed: options.sort?.hasPrefix("-") ?? false)
    guard let measure else { return }
    let measured = self.rows.filter {
      $0.stateOfResults == .complete && $0[measure.key]?.number != nil
    }
    let candidates = measured.filter(\.isComplete)
    if candidates.isEmpty, !measured.isEmpty {
      reasonForNoBest = "each row has runs that are not complete"
    } else {
      reasonForNoBest = Self.obstacle(to: measure, of: candidates)
    }
    guard reasonForNoBest == nil else { return }
    let first = Self.sorted(
      candidates, by: measure.key, ascending: isMinimized(measure), reversed: false
    ).first
    guard let first else { return }
    self.measure = measure.key
    let isMinimum = isMinimized(measure)
    if isMinimum != Metrics.isMinimized(measure.name) {
      unusualGoal = isMinimum ? "smallest" : "largest"
    }
    best = self.rows.firstIndex { $0.paths == first.paths }
  }

  /// Why rows cannot be better or worse by a measure: a sentence; `nil` if they can.
  private static func obstacle(to measure: Measure, of rows: [RunRow]) -> String? {
    let differing = SettingColumns(rows.map(\.settings)).differing.filter { key in
      // Means were taken over the others.
      rows.contains { $0[key] != nil }
    }
    func differ(in field: String) -> Bool {
      differing.contains { $0 == field || $0.hasPrefix("\(field).") }
    }
    if differing.contains(where: { Self.changesSamples($0, of: measure.split, in: rows) }) {
      return "the runs have different data"
    }
    if measure.name == "cost", differ(in: "\(ExperimentFields.dataset.name).normalize_targets") {
      return "costs of differently scaled targets cannot be compared"
    }
    if measure.name == "cost", differ(in: ExperimentFields.loss.name) {
      return "costs of different losses cannot be compared; choose another measure with --sort "
        + "(compare) or --goal (sweep)"
    }
    return nil
  }

  /// Settings of data sets that change inputs, but not which samples there are.
  private static let preprocessing = ["normalize", "encode", "features", "exclude", "divide_by"]
  /// Settings that leave the test set alone, unless its samples are drawn from the same rows.
  private static let trainingOnly = [
    "limit", "validation_fraction", "validation_limit", "validation_path", "validation_inputs",
    "validation_targets",
  ]

  /// Whether a setting that is not the same in all runs changes the samples of a set.
  private static func changesSamples(_ key: String, of split: Split, in rows: [RunRow]) -> Bool {
    let field = ExperimentFields.dataset.name
    let parts = key.split(separator: ".").map(String.init)
    guard parts[0] == field else { return false }
    guard parts.count > 1 else { return true }
    // Scaled targets change costs, but errors are in their own units.
    if preprocessing.contains(parts[1]) || parts[1] == "normalize_targets" { return false }
    guard split == .test, trainingOnly.contains(parts[1]) else { return true }
    return rows.contains { row in
      ["test_fraction", "folds"].contains { row["\(field).\($0)"] != nil }
    }
  }

  /// The measure that says most about how good runs are: that of data that were not trained on, if
  /// all complete runs have it.
  private static func decisiveMeasure(of rows: [RunRow]) -> Measure? {
    let complete = rows.filter { $0.stateOfResults == .complete }
    guard !complete.isEmpty else { return nil }
    return Measure.byImportance.first { measure in
      complete.allSatisfy { $0[measure.key]?.number != nil }
    }
  }

  /// Rows by state, by the value in a column, by cost if values are equal, and otherwise in their
  /// order.
  private static func sorted(
    _ rows: [RunRow], by key: String?, ascending: Bool, reversed: Bool
  ) -> [RunRow] {
    let ascending = ascending != reversed
    let values = rows.map { row in key.flatMap { row[$0] } }
    // Of equal accuracies, say, that with the smaller cost is better.
    let costs = key.flatMap { Measure($0) }.map { measure in
      rows.map { $0["\(measure.split.rawValue).cost"]?.number }
    }
    return rows.indices.sorted { a, b in
      if rows[a].state != rows[b].state { return rows[a].state < rows[b].state }
      switch (values[a], values[b]) {
      case (let x?, let y?) where x.precedes(y): return ascending
      case (let x?, let y?) where y.precedes(x): return !ascending
      case (.some, nil): return true
      case (nil, .some): return false
      default:
        guard let x = costs?[a], let y = costs?[b], x != y else { return a < b }
        return (x < y) != reversed
      }
    }.map { rows[$0] }
  }
}
