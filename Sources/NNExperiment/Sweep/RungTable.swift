import NNFiles

/// How good trials were when they paused: `rungs.csv` in the folder of a sweep.
///
/// A trial that has advanced cannot be measured there again, so what decided about it is kept: a
/// sweep that is repeated decides as before.
struct RungTable {
  /// How good a trial was at a rung.
  struct Entry: Equatable {
    let rung: Int
    let trial: Int
    /// The iteration after which it was measured.
    let iteration: Int
    /// The measure of the goal; `nil` if it is undefined, or the cost became NaN or infinite.
    let value: Double?
    /// The cost on the same set, which decides between equal values.
    let cost: Double?
  }

  /// The entries by rung and trial.
  private var entries: [Int: [Int: Entry]] = [:]

  static let name = "rungs.csv"
  private static let header = "rung,rungs,trial,iteration,value,cost"
  /// The number of rungs; `nil` before `begin`.
  private(set) var rungs: Int?

  /// An empty table.
  init() {}

  /// Reads a table; an empty one if there is none, or it is damaged.
  ///
  /// - Throws: `FileError` if there is one that cannot be read
  init(in folder: SweepFolder) throws(FileError) {
    let bytes = try FileError.unlessFaultOfFile { () throws(FileError) in
      try File.read(regular: "\(folder.path)/\(Self.name)", limit: 1 << 28)
    }
    guard let bytes else { return }
    let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
    guard lines.first.map(String.init) == Self.header else { return }
    var table = RungTable()
    for line in lines.dropFirst() {
      let cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
      guard cells.count == 6, let rung = Int(cells[0]), let rungs = Int(cells[1]),
        let trial = Int(cells[2]), let iteration = Int(cells[3])
      else { return }
      table.rungs = rungs
      table.add(
        Entry(
          rung: rung, trial: trial, iteration: iteration, value: Double(cells[4]),
          cost: Double(cells[5])))
    }
    self = table
  }

  /// How good a trial was at a rung; `nil` if that is not known.
  subscript(rung: Int, trial: Int) -> Entry? {
    entries[rung]?[trial].flatMap { $0.iteration > 0 ? $0 : nil }
  }

  /// The trials that take part, by number; empty before `begin`.
  var trials: Set<Int> { Set((entries[0] ?? [:]).keys) }

  /// Takes note of the trials that take part, and of the number of rungs.
  mutating func begin(_ trials: some Collection<Int>, rungs: Int) {
    self.rungs = rungs
    for trial in trials where entries[0]?[trial] == nil {
      add(Entry(rung: 0, trial: trial, iteration: 0, value: nil, cost: nil))
    }
  }

  /// Adds how good a trial is at a rung.
  mutating func add(_ entry: Entry) { entries[entry.rung, default: [:]][entry.trial] = entry }

  /// Writes the table.
  ///
  /// - Throws: `FileError` if it cannot be written
  func write(in folder: SweepFolder) throws {
    func text(_ number: Double?) -> String { number.map { "\($0)" } ?? "" }
    let all = entries.values.flatMap(\.values)
    let lines = all.sorted { ($0.rung, $0.trial) < ($1.rung, $1.trial) }.map {
      "\($0.rung),\(rungs ?? 0),\($0.trial),\($0.iteration),\(text($0.value)),\(text($0.cost))"
    }
    try folder.write(([Self.header] + lines).joined(separator: "\n") + "\n", to: Self.name)
  }

  /// The trials that advance from a rung: the best groups by their means; of equal ones, those with
  /// the smaller cost, and then those with the smaller numbers.
  ///
  /// - Parameters:
  ///   - rung: the rung
  ///   - groups: the trials, each alone or together with those that means are taken with
  ///   - count: how many groups advance
  ///   - goal: what makes a trial better
  /// - Returns: the numbers of their trials; a group with a trial that has no value does not
  ///   advance, but if the measure is undefined for all, as R2 of a single row is, the costs decide
  func best(of rung: Int, groups: [[Int]], count: Int, goal: Goal) -> Set<Int> {
    var measured: [(trials: [Int], value: Double, cost: Double)] = []
    let all = groups.joined().compactMap { self[rung, $0] }
    let decidesByCost = all.allSatisfy { $0.value == nil }
    for trials in groups {
      let entries = trials.compactMap { self[rung, $0] }
      let values = entries.compactMap { decidesByCost ? $0.cost : $0.value }.filter(\.isFinite)
      guard !trials.isEmpty, values.count == trials.count else { continue }
      let costs = entries.map { $0.cost ?? .infinity }
      measured.append((trials, Self.mean(values), Self.mean(costs)))
    }
    let order = measured.sorted { a, b in
      if a.value != b.value, !decidesByCost { return goal.prefers(a.value, to: b.value) }
      return (a.cost, a.trials[0]) < (b.cost, b.trials[0])
    }
    return Set(order.prefix(count).flatMap(\.trials))
  }

  private static func mean(_ numbers: [Double]) -> Double {
    numbers.reduce(0, +) / Double(numbers.count)
  }
}
