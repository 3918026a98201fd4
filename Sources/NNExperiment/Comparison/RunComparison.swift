import NNConfig
import NNData
package import NNFiles

/// A table of runs: the settings in which they differ, and what came out.
package struct RunComparison: Sendable {
  /// What is compared, and how.
  package struct Options: Sendable {
    /// The setting or result to sort by, the best result or the smallest setting first; with `-`
    /// before it the other way round. `nil`: the measure by which runs are ranked.
    package var sort: String?
    /// The most rows to keep; `nil` for all.
    package var top: Int?
    /// The columns to show; `nil` for those that say something.
    package var columns: [String]?
    /// What all rows have to meet.
    package var conditions: [RunCondition] = []
    /// The settings over which means are taken; empty for a row for each run.
    package var over: [String] = []
    /// What makes a run the best; `nil` for the measure that says most, or that runs are sorted by.
    package var goal: Goal?

    /// The setting or result to sort by.
    var sortKey: String? { sort.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 } }

    /// The defaults.
    package init() {}
  }

  /// The keys of the columns: settings, then results.
  package private(set) var columns: [String] = []
  /// The rows, sorted.
  package private(set) var rows: [RunRow] = []
  /// The measure by which runs are ranked: `test.accuracy`; `nil` if none has a result.
  package private(set) var measure: String?
  /// The place of the best row by that measure.
  package private(set) var best: Int?
  /// The settings that all runs have in common.
  package private(set) var common: [(key: String, value: String)] = []

  /// Sentences about what is not in the table.
  package private(set) var notes: [String] = []

  /// Compares runs.
  ///
  /// - Parameters:
  ///   - scan: the runs
  ///   - options: what is shown, and how
  /// - Throws: `UnknownRunKey` if no run has a setting or result that the options name
  package init(_ scan: RunScan, options: Options = Options()) throws(UnknownRunKey) {
    rows = scan.runs.map { RunRow($0) }
    let all = SettingColumns(rows.map(\.settings))
    let results = Self.results(of: rows)
    try Self.check(options, settings: all.all, results: results)
    select(options.conditions)
    let shown = options.conditions.isEmpty ? all : SettingColumns(rows.map(\.settings))
    common = shown.common
    // How many iterations were done says more than how many there should be.
    var differing = shown.differing.filter { !results.contains($0) }
    if !options.over.isEmpty {
      group(over: options.over)
      differing = differing.filter { key in rows.contains { $0[key] != nil } }
    }
    rank(options, differing: differing)
    columns =
      options.columns
      ?? differing
      + Self.results(of: rows).filter { key in
        // A state is only worth a column if there are several.
        key != RunRow.status || rows.contains { !$0.isComplete }
      }
  }

  /// Checks that all keys that options name exist.
  private static func check(
    _ options: Options, settings: [String], results: [String]
  ) throws(UnknownRunKey) {
    // Settings with entries are known by their own names, too.
    let fields = settings.compactMap { key in
      key.firstIndex(of: ".").map { String(key[..<$0]) }
    }
    try check(options.over, among: settings + fields)
    try check(options.conditions.map(\.key), among: settings + results)
    let isGrouped = !options.over.isEmpty
    let averaged = isGrouped ? options.over + [RunRow.run, RunRow.status] : []
    try check(
      (options.columns ?? []) + [options.sortKey].compactMap { $0 },
      among: (isGrouped ? [RunRow.count] : [])
        + (settings + results).filter { !averaged.contains($0) })
  }

  /// Keeps the rows that meet conditions.
  private mutating func select(_ conditions: [RunCondition]) {
    for condition in conditions {
      let words = rows.filter { condition.needsNumber(in: $0[condition.key]) }
      if !words.isEmpty {
        notes.append(
          "\(counted(words.count, "run")) left out: '\(condition.key)' is not a number")
      }
    }
    rows = rows.filter { row in conditions.allSatisfy { $0.holds(for: row[$0.key]) } }
  }

  /// Makes rows of runs that differ only in some settings one.
  private mutating func group(over settings: [String]) {
    let unfinished = rows.count { !$0.isComplete }
    if unfinished > 0 {
      notes.append("\(counted(unfinished, "run")) left out: not complete")
    }
    rows = RunRow.grouped(rows, over: settings)
  }

  /// Sorts rows, finds the best one and keeps the first ones.
  private mutating func rank(_ options: Options, differing: [String]) {
    let sort = options.sortKey
    let sorted = sort.flatMap { Measure($0) != nil ? $0 : nil }
    let key = options.goal?.measure.key ?? sorted ?? Self.measure(of: rows)
    let isAscending = { (key: String) in
      if let goal = options.goal, goal.measure.key == key { return goal.isMinimized }
      return Measure(key).map { Metrics.isMinimized($0.name) } ?? true
    }
    rows = Self.order(
      of: Array(rows.indices), rows, by: sort ?? key,
      ascending: (sort ?? key).map(isAscending) ?? true,
      reversed: options.sort?.hasPrefix("-") ?? false
    ).map { rows[$0] }
    // Runs on other data or with another cost cannot be better or worse.
    let loss = ExperimentFields.loss.name
    let isComparable =
      !differing.contains(RunSettings.data)
      && (key?.hasSuffix(".cost") != true
        || !differing.contains { $0 == loss || $0.hasPrefix("\(loss).") })
    measure = isComparable ? key : nil
    best = measure.flatMap { key in
      let complete = rows.indices.filter { rows[$0].isComplete && rows[$0][key]?.number != nil }
      return Self.order(
        of: complete, rows, by: key, ascending: isAscending(key), reversed: false
      ).first
    }
    guard let top = options.top else { return }
    rows = Array(rows.prefix(top))
    best = best.flatMap { $0 < top ? $0 : nil }
  }

  private static func check(_ keys: [String], among known: [String]) throws(UnknownRunKey) {
    var seen: Set<String> = []
    let known = known.filter { seen.insert($0).inserted }
    for key in keys where !seen.contains(key) { throw UnknownRunKey(key: key, known: known) }
  }

  /// The results that rows have, in the order of columns.
  private static func results(of rows: [RunRow]) -> [String] {
    var measured: Set<String> = []
    for row in rows { measured.formUnion(row.results.keys) }
    return
      ([RunRow.count, RunRow.status, "iterations", "cost"] + Measure.allKeys
      + ["seconds", RunRow.run]).filter(measured.contains)
  }

  /// The measure that says most about how good runs are: that of data that were not trained on, if
  /// all complete runs have it.
  private static func measure(of rows: [RunRow]) -> String? {
    let complete = rows.filter { $0.state == .complete }
    guard !complete.isEmpty else { return nil }
    return Measure.byImportance.map(\.key).first { key in
      complete.allSatisfy { $0[key]?.number?.isFinite ?? false }
    }
  }

  /// The order of rows: by state, by the value in a column, by cost if values are equal, and
  /// otherwise as they are.
  private static func order(
    of places: [Int], _ rows: [RunRow], by key: String?, ascending: Bool, reversed: Bool
  ) -> [Int] {
    let ascending = ascending != reversed
    let values = rows.map { row in key.flatMap { row[$0] } }
    // Of equal accuracies, say, that with the smaller cost is better.
    let costs = key.flatMap { Measure($0) }.map { measure in
      rows.map { $0["\(measure.split.rawValue).cost"]?.number }
    }
    return places.sorted { a, b in
      if rows[a].rank != rows[b].rank { return rows[a].rank < rows[b].rank }
      switch (values[a], values[b]) {
      case (let x?, let y?) where x.precedes(y): return ascending
      case (let x?, let y?) where y.precedes(x): return !ascending
      case (.some, nil): return true
      case (nil, .some): return false
      default:
        guard let x = costs?[a], let y = costs?[b], x != y else { return a < b }
        return (x < y) != reversed
      }
    }
  }
}

/// A setting or result that no run has.
package struct UnknownRunKey: UserFacingError {
  let key: String
  let known: [String]

  package var exitStatus: ExitStatus { .usage }

  package var description: String {
    "no run has the setting or result '\(key.excerpt)'"
      + Suggestion.hint(for: key, among: known, orAllOf: known.map(\.excerpt))
  }
}
