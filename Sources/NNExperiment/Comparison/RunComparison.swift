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
    let isGrouped = !options.over.isEmpty
    rows = scan.runs.map { RunRow($0) }
    let allColumns = SettingColumns(rows.map(\.settings))
    let settings = allColumns.all
    let results = Self.results(of: rows)
    // Settings with entries are known by their own names, too.
    let fields = settings.compactMap { key in
      key.firstIndex(of: ".").map { String(key[..<$0]) }
    }
    let sort = options.sort.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 }
    try Self.check(options.over, among: settings + fields)
    try Self.check(options.conditions.map(\.key), among: settings + results)
    let averaged = isGrouped ? options.over + [RunRow.run, RunRow.status] : []
    try Self.check(
      (options.columns ?? []) + [sort].compactMap { $0 },
      among: (isGrouped ? [RunRow.count] : [])
        + (settings + results).filter { !averaged.contains($0) })
    for condition in options.conditions {
      let words = rows.filter { condition.needsNumber(in: $0[condition.key]) }
      if !words.isEmpty {
        notes.append(
          "\(counted(words.count, "run")) left out: '\(condition.key)' is not a number")
      }
    }
    rows = rows.filter { row in
      options.conditions.allSatisfy { $0.holds(for: row[$0.key]) }
    }
    let shown =
      options.conditions.isEmpty ? allColumns : SettingColumns(rows.map(\.settings))
    common = shown.common
    // How many iterations were done says more than how many there should be.
    var differing = shown.differing.filter { !results.contains($0) }
    if isGrouped {
      let unfinished = rows.count { !$0.isComplete }
      if unfinished > 0 {
        notes.append("\(counted(unfinished, "run")) left out: not complete")
      }
      rows = RunRow.grouped(rows, over: options.over)
      differing = differing.filter { key in rows.contains { $0[key] != nil } }
    }
    let comparable = shown.common.map(\.key)
    let isMeasured = sort.map { Measure($0) != nil } ?? false
    let key = isMeasured ? sort : Self.rank(of: rows)
    Self.sort(&rows, by: sort ?? key, reversed: options.sort?.hasPrefix("-") ?? false)
    // Runs on other data or with another cost cannot be better or worse.
    let isComparable =
      !differing.contains(RunSettings.data)
      && (key?.hasSuffix(".cost") != true || comparable.contains(ExperimentFields.loss.name))
    measure = isComparable ? key : nil
    best = measure.flatMap { Self.best(of: rows, by: $0) }
    if let top = options.top {
      rows = Array(rows.prefix(top))
      best = best.flatMap { $0 < top ? $0 : nil }
    }
    columns =
      options.columns
      ?? differing
      + Self.results(of: rows).filter { key in
        // A state is only worth a column if there are several.
        key != RunRow.status || rows.contains { !$0.isComplete }
      }
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
  private static func rank(of rows: [RunRow]) -> String? {
    let complete = rows.filter { $0.state == .complete }
    guard !complete.isEmpty else { return nil }
    let keys = [Split.validation, .test, .train].flatMap { split in
      ["accuracy", "subset_accuracy", "r2", "cost"].map { "\(split.rawValue).\($0)" }
    }
    return keys.first { key in complete.allSatisfy { $0[key]?.number?.isFinite ?? false } }
  }

  /// Whether smaller values of a column come first.
  private static func isAscending(_ key: String) -> Bool {
    Measure(key).map { Metrics.isMinimized($0.name) } ?? true
  }

  private static func sort(_ rows: inout [RunRow], by key: String?, reversed: Bool) {
    rows = order(of: Array(rows.indices), rows, by: key, reversed: reversed).map { rows[$0] }
  }

  /// The order of rows: by state, by the value in a column, by cost if values are equal, and
  /// otherwise as they are.
  private static func order(
    of places: [Int], _ rows: [RunRow], by key: String?, reversed: Bool
  ) -> [Int] {
    let ascending = (key.map(isAscending) ?? true) != reversed
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

  private static func best(of rows: [RunRow], by key: String) -> Int? {
    let complete = rows.indices.filter { rows[$0].isComplete && rows[$0][key]?.number != nil }
    return order(of: complete, rows, by: key, reversed: false).first
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
