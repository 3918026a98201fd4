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
  package private(set) var rows: [RunRow]
  /// The measure by which runs are ranked: `test.accuracy`; `nil` if none has a result.
  package let measure: String?
  /// The place of the best row by that measure.
  package private(set) var best: Int?
  /// The settings that all runs have in common.
  package let common: [(key: String, value: String)]

  /// Compares runs.
  ///
  /// - Parameters:
  ///   - scan: the runs
  ///   - options: what is shown, and how
  /// - Throws: `UnknownRunKey` if no run has a setting or result that the options name
  package init(_ scan: RunScan, options: Options = Options()) throws(UnknownRunKey) {
    let settings = SettingColumns(scan.runs.map(\.settings))
    rows = scan.runs.map { RunRow($0) }
    let results = Self.results(of: rows)
    let known =
      settings.all.filter { !results.contains($0) } + (options.over.isEmpty ? [] : [RunRow.count])
      + results
    for key in options.over where !settings.all.contains(key) {
      throw UnknownRunKey(key: key, known: settings.all)
    }
    let sortKey = options.sort.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 }
    for key in options.conditions.map(\.key) + (options.columns ?? [])
      + [sortKey].compactMap({ $0 })
    where !known.contains(key) {
      throw UnknownRunKey(key: key, known: known)
    }
    rows = rows.filter { row in
      options.conditions.allSatisfy { $0.holds(for: row[$0.key]) }
    }
    let shown = SettingColumns(rows.map(\.settings))
    common = shown.common
    // How many iterations were done says more than how many there should be.
    var differing = shown.differing.filter { !results.contains($0) }
    if !options.over.isEmpty {
      rows = RunRow.grouped(rows, over: options.over)
      differing.removeAll(where: options.over.contains)
    }
    let rankedBy = sortKey.flatMap { Measure($0) == nil ? nil : $0 } ?? Self.rank(of: rows)
    measure = rankedBy
    if let key = sortKey ?? rankedBy {
      Self.sort(&rows, by: key, reversed: options.sort?.hasPrefix("-") ?? false)
    }
    best = rankedBy.flatMap { Self.best(of: rows, by: $0) }
    if let top = options.top {
      rows = Array(rows.prefix(top))
      best = best.flatMap { $0 < top ? $0 : nil }
    }
    columns =
      options.columns
      ?? differing
      + Self.results(of: rows).filter { key in
        // A state is only worth a column if there are several.
        key != RunRow.status || rows.contains { $0.state != .complete }
      }
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

  private static func sort(_ rows: inout [RunRow], by key: String, reversed: Bool) {
    let ascending = isAscending(key) != reversed
    let values = rows.map { $0[key] }
    // Among equal accuracies, say, the smaller cost counts.
    let costs = Measure(key).map { measure in
      rows.map { $0["\(measure.split.rawValue).cost"]?.number }
    }
    let order = rows.indices.sorted { a, b in
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
    rows = order.map { rows[$0] }
  }

  private static func best(of rows: [RunRow], by key: String) -> Int? {
    let complete = rows.indices.filter { rows[$0].state == .complete && rows[$0][key] != nil }
    var sorted = complete.map { rows[$0] }
    sort(&sorted, by: key, reversed: false)
    // Of rows that are equal in all that counts, the first one.
    return complete.first { rows[$0].results == sorted.first?.results }
  }
}

/// A setting or result that no run has.
package struct UnknownRunKey: UserFacingError {
  let key: String
  let known: [String]

  package var exitStatus: ExitStatus { .usage }

  package var description: String {
    "no run has the setting or result '\(key)'"
      + Suggestion.hint(for: key, among: known, orAllOf: known)
  }
}
