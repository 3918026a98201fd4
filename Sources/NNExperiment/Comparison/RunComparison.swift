import NNConfig
import NNFiles

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

    /// The same with settings called by their names, whatever aliases are written.
    var canonical: Options {
      var options = self
      options.sort = sort.map { sort in
        sort.hasPrefix("-")
          ? "-\(ExperimentFields.canonical(String(sort.dropFirst())))"
          : ExperimentFields.canonical(sort)
      }
      options.columns = columns?.map(ExperimentFields.canonical)
      options.conditions = conditions.map(\.canonical)
      options.over = over.map(ExperimentFields.canonical)
      return options
    }

    /// The setting or result to sort by.
    var sortKey: String? { sort.map { $0.hasPrefix("-") ? String($0.dropFirst()) : $0 } }

    /// The defaults.
    package init() {}
  }

  /// The keys of the columns: settings, then results.
  package private(set) var columns: [String] = []
  /// The rows, sorted.
  package private(set) var rows: [RunRow] = []
  /// The measure of the best row: `test.accuracy`; `nil` if no row is the best.
  package private(set) var measure: String?
  /// What the best value is, `smallest` or `largest`, if the goal is the contrary of what usually
  /// makes a run better.
  package private(set) var unusualGoal: String?
  /// The place of the best row by that measure.
  package private(set) var best: Int?
  /// Why no row is the best although there are complete runs with results: a sentence.
  package private(set) var reasonForNoBest: String?
  /// The settings that all runs have in common.
  package private(set) var common: [(key: String, value: String)] = []

  /// Sentences about what is not in the table.
  package private(set) var notes: [String] = []

  /// Compares runs.
  ///
  /// - Parameters:
  ///   - scan: the runs
  ///   - options: what is shown, and how
  /// - Throws: `UnknownKey` if no run has a setting or result that the options name
  package init(_ scan: RunScan, options: Options = Options()) throws(UnknownKey) {
    let options = options.canonical
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
      leaveOutCopies()
      rows = RunRow.grouped(rows, over: options.over)
      differing = differing.filter { key in rows.contains { $0[key] != nil } }
    }
    rank(options)
    columns =
      options.columns
      ?? differing
      + Self.results(of: rows).filter { key in
        // A column of states says something only if there are several.
        key != RunRow.status || rows.contains { !$0.isComplete }
      }
  }

  /// Checks that all keys that options name exist.
  private static func check(
    _ options: Options, settings: [String], results: [String]
  ) throws(UnknownKey) {
    // Settings with entries are known by their own names, too.
    let fields = settings.compactMap { key in
      key.firstIndex(of: ".").map { String(key[..<$0]) }
    }
    try check(options.over, among: settings + fields)
    try check(options.conditions.map(\.key), among: settings + results)
    let states = ComparedRun.State.allCases.map(\.rawValue)
    for condition in options.conditions where condition.key == RunRow.status {
      guard !states.contains(condition.value.text) else { continue }
      throw UnknownKey(condition.value.text, among: states) { "no run has the status '\($0)'" }
    }
    let isGrouped = !options.over.isEmpty
    let averaged = isGrouped ? options.over + [RunRow.run] : []
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

  /// Keeps one of several copies of a run, each of which would count in a mean.
  private mutating func leaveOutCopies() {
    var kept: [String: Int] = [:]
    for (place, row) in rows.enumerated() {
      guard let identity = row.identity else { continue }
      if let other = kept[identity], rows[other].state <= row.state { continue }
      kept[identity] = place
    }
    let count = rows.count
    rows = rows.indices.filter { place in rows[place].identity.map { kept[$0] == place } ?? true }
      .map { rows[$0] }
    guard rows.count < count else { return }
    notes.append("\(counted(count - rows.count, "copy", "copies")) of other runs left out")
  }

  /// Sorts rows, finds the best one and keeps the first ones.
  private mutating func rank(_ options: Options) {
    let ranking = RunRanking(rows, options)
    rows = ranking.rows
    measure = ranking.measure
    unusualGoal = ranking.unusualGoal
    best = ranking.best
    reasonForNoBest = ranking.reasonForNoBest
    guard let top = options.top else { return }
    rows = Array(rows.prefix(top))
    best = best.flatMap { $0 < top ? $0 : nil }
  }

  private static func check(_ keys: [String], among known: [String]) throws(UnknownKey) {
    var seen: Set<String> = []
    let known = known.filter { seen.insert($0).inserted }
    for key in keys where !seen.contains(key) {
      throw UnknownKey(key, among: known) { "no run has the setting or result '\($0)'" }
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
}
