import NNData

/// A row of a comparison: a run, or the mean of several.
///
/// A mean is taken over the runs whose results count most: those that are complete, if any are.
package struct RunRow: Sendable {
  /// The columns that say which run it is, how far it is, and of how many runs it is the mean.
  package static let (run, status, count) = ("run", "status", "runs")

  /// How far the run is; of several, the one that is furthest from complete.
  private(set) var state: ComparedRun.State
  /// How far the runs are over which means are taken.
  private(set) var stateOfResults: ComparedRun.State
  /// The identity of the run; that of the first of several.
  let identity: String?
  let settings: RunSettings
  /// The paths of all runs.
  package private(set) var paths: [String]
  /// What came out, by column.
  private(set) var results: [String: RunValue]
  /// The standard deviations of results that are means.
  package private(set) var deviations: [String: Double] = [:]
  private var values: [String: String]

  init(_ compared: ComparedRun) {
    state = compared.state
    identity = compared.identity
    stateOfResults = compared.state
    settings = compared.settings
    paths = [compared.path]
    values = Dictionary(
      compared.settings.entries.map { ($0.key, $0.value) }, uniquingKeysWith: { a, _ in a })
    results = compared.results
    results[Self.run] = RunValue(compared.path)
    results[Self.status] = RunValue(compared.state.rawValue)
  }

  /// The value in a column; `nil` if the run does not have it.
  package subscript(key: String) -> RunValue? { results[key] ?? values[key].map { RunValue($0) } }

  /// Whether its results are final, and no run is missing from the means.
  package var isComplete: Bool { state == .complete }

  /// A row for all runs that differ in nothing but some settings: means of results and sample
  /// standard deviations.
  ///
  /// - Parameters:
  ///   - rows: a row for each run
  ///   - over: the paths of these settings
  /// - Returns: the rows, in the order in which their first runs occur
  static func grouped(_ rows: [RunRow], over: [String]) -> [RunRow] {
    let isAveraged = { (key: String) in
      over.contains { key == $0 || key.hasPrefix("\($0).") }
    }
    var places: [[String]: Int] = [:]
    var groups: [[RunRow]] = []
    for row in rows {
      let entries = row.settings.entries.filter { !isAveraged($0.key) && !$0.isPath }
      let key = entries.flatMap { [$0.key, $0.value] }
      if let place = places[key] {
        groups[place].append(row)
      } else {
        places[key] = groups.count
        groups.append([row])
      }
    }
    return groups.map { group in
      var row = RunRow(of: group)
      for key in row.values.keys where isAveraged(key) { row.values[key] = nil }
      return row
    }
  }

  /// A row for runs that belong together, at least one.
  private init(of group: [RunRow]) {
    let counts = ComparedRun.State.allCases.map { state in
      (state: state, count: group.count { $0.state == state })
    }.filter { $0.count > 0 }
    let (first, last) = (counts[0].state, counts[counts.count - 1].state)
    let rows = group.filter { $0.state == first }
    self = rows[0]
    state = last
    stateOfResults = first
    paths = group.flatMap(\.paths)
    let missing = counts.filter { $0.state != .complete }
      .map { "\($0.count) \($0.state.rawValue)" }
    results = [
      Self.count: RunValue(rows.count),
      Self.status: RunValue(
        counts.count == 1 ? first.rawValue : missing.joined(separator: ", ")),
    ]
    for key in rows[0].results.keys where key != Self.run && key != Self.status {
      let numbers = rows.compactMap { $0.results[key]?.number }
      // What is undefined for one run has no mean.
      guard numbers.count == rows.count else { continue }
      // From the first number on, so that equal numbers have no deviation.
      let mean = numbers[0] + numbers.map { $0 - numbers[0] }.reduce(0, +) / Double(numbers.count)
      results[key] = RunValue(mean)
      guard numbers.count > 1 else { continue }
      let squares = numbers.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
      deviations[key] = (squares / Double(numbers.count - 1)).squareRoot()
    }
  }
}
