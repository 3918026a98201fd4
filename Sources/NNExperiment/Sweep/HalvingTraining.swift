import NNFiles

/// The training of a sweep with successive halving: rung by rung, trials do a part of their
/// iterations, and those advance that are best.
///
/// All trials that have no result when the sweep begins take part, together with those over which
/// means are taken with them. One that has a result before its last rung, because it stopped early,
/// diverged or was trained before, competes with that.
struct HalvingTraining {
  private let sweep: Sweep
  private let check: SweepCheck
  private let halving: Halving
  private let goal: Goal
  private let launcher: any SweepLauncher
  private let observer: any SweepObserver
  /// The trials that had no result when this command began, by number.
  private let missing: [Int: SweepTrial]
  /// What has been measured at rungs, now or by an earlier command.
  private var table: RungTable
  private let rungs: Int
  /// The trials about which a note says that they are measured at another iteration.
  private var noted: Set<Int> = []
  /// How the trials that this command has looked at ended or are paused, by number.
  private var outcomes: [Int: TrialOutcome] = [:]

  /// Prepares the training of a sweep.
  ///
  /// - Parameters:
  ///   - sweep: the sweep
  ///   - check: what is known of its trials
  ///   - halving: how many trials advance, and how far
  ///   - goal: what makes a trial better
  ///   - launcher: trains the trials of a rung
  ///   - observer: receives what happens, and can ask to stop
  /// - Throws: `FileError` if what an earlier sweep has measured cannot be read
  init(
    of sweep: Sweep, _ check: SweepCheck, _ halving: Halving, goal: Goal,
    launcher: any SweepLauncher, observer: any SweepObserver
  ) throws {
    self.sweep = sweep
    self.check = check
    self.halving = halving
    self.goal = goal
    self.launcher = launcher
    self.observer = observer
    let missing = Dictionary(uniqueKeysWithValues: check.trials.map { ($0.number, $0) })
    var table = try RungTable(in: sweep.folder)
    // A sweep that is repeated has the same trials, although some of them are complete by now.
    let trials = sweep.groups(of: Set(sweep.originals.map(\.number)))
      .filter { group in group.contains { missing[$0] != nil || table.trials.contains($0) } }
      .reduce(into: Set<Int>()) { $0.formUnion($1) }
    rungs =
      table.rungs
      ?? halving.rungs(
        trials: sweep.groups(of: trials).count,
        iterations: check.needs.values.map(\.iterations).min() ?? 0)
    table.begin(trials, rungs: rungs)
    self.missing = missing
    self.table = table
  }

  /// Trains rung by rung.
  ///
  /// - Returns: the outcomes, by number; those of trials that were stopped may be missing. `nil` if
  ///   trials are trained without being waited for.
  /// - Throws: `FileError` if what decided cannot be written; what the launcher throws
  mutating func train() throws -> [Int: TrialOutcome]? {
    try table.write(in: sweep.folder)
    var active = table.trials
    for rung in 0..<rungs {
      guard try measure(active, at: rung) else { return nil }
      try table.write(in: sweep.folder)
      // What was stopped is measured, and decides, when the command is repeated.
      if observer.stop.isRequested || !active.allSatisfy({ isDecided($0, at: rung) }) {
        return outcomes
      }
      active = advance(active, from: rung)
    }
    let last = active.sorted().compactMap { missing[$0] }.filter { result(of: $0.number) == nil }
    guard try launch(SweepStage(name(of: rungs), trials: last, check: check)) else { return nil }
    return outcomes
  }

  /// Has trials trained to their pause, and takes note of the value of the goal there.
  ///
  /// - Returns: whether they were waited for
  private mutating func measure(_ active: Set<Int>, at rung: Int) throws -> Bool {
    let unmeasured = active.sorted().filter { table[rung, $0] == nil }
    let untrained = unmeasured.compactMap { missing[$0] }.filter { trial in
      if result(of: trial.number) != nil { return false }
      guard let report = reportOfPause(of: trial, at: rung) else { return true }
      outcomes[trial.number] = .ended(report)
      return false
    }
    let spans = untrained.map { trial in
      let start = rung > 0 ? pause(of: trial.number, at: rung - 1) : 0
      return (trial.number, start..<pause(of: trial.number, at: rung))
    }
    let stage = SweepStage(
      name(of: rung), trials: untrained, spans: Dictionary(uniqueKeysWithValues: spans),
      check: check)
    guard try launch(stage) else { return false }
    for number in unmeasured { take(number, at: rung) }
    return true
  }

  /// The result of a trial that an earlier command paused at this rung or a later iteration.
  private func reportOfPause(of trial: SweepTrial, at rung: Int) -> RunReport? {
    trial.reportOfPause(from: pause(of: trial.number, at: rung), for: goal)
  }

  /// Has trials trained.
  ///
  /// - Returns: whether they were waited for
  private mutating func launch(_ stage: SweepStage) throws -> Bool {
    if stage.trials.isEmpty { return true }
    // What is known from the rung before says nothing about trials that are stopped in this one.
    for trial in stage.trials { outcomes[trial.number] = nil }
    guard let ended = try launcher.run(stage, check, observer: observer) else { return false }
    outcomes.merge(ended) { $1 }
    return true
  }

  /// Takes note of the value of the goal at a rung, if the trial has come so far.
  private mutating func take(_ number: Int, at rung: Int) {
    guard case .ended(let report)? = outcomes[number] ?? sweep.earlier[number],
      report.status != .interrupted
    else { return }
    let iteration = check.needs[number].map { _ in pause(of: number, at: rung) }
    let isAhead = iteration.map { report.iterations > $0 } ?? (report.stoppedEarly != true)
    if isAhead, report.status != .diverged, noted.insert(number).inserted {
      observer.note(
        "trial \(number) is measured after iteration \(report.iterations)"
          + "\(iteration.map { ", not \($0)" } ?? ""): it was trained before")
    }
    table.add(
      RungTable.Entry(
        rung: rung, trial: number, iteration: max(1, report.iterations),
        value: goal.value(of: report), cost: goal.cost(of: report)))
  }

  /// Whether it is known if a trial advances: it has been measured, or failed.
  private func isDecided(_ number: Int, at rung: Int) -> Bool {
    table[rung, number] != nil || result(of: number)?.error != nil
  }

  /// The outcome of a trial that is not trained any further.
  private func result(of number: Int) -> TrialOutcome? {
    switch outcomes[number] ?? sweep.earlier[number] {
    case .ended(let report)? where [.paused, .interrupted].contains(report.status): nil
    case let outcome: outcome
    }
  }

  /// The best trials of a rung; the others are let go.
  private mutating func advance(_ active: Set<Int>, from rung: Int) -> Set<Int> {
    let groups = sweep.groups(of: active)
    let best = table.best(
      of: rung, groups: groups, count: halving.survivors(of: groups.count), goal: goal)
    for trial in active.subtracting(best).compactMap({ missing[$0] }) {
      check.data.release(trial)
      // An earlier command may have measured it, and not this one.
      if outcomes[trial.number] == nil {
        outcomes[trial.number] = trial.reportOfPause().map { .ended($0) } ?? .dropped
      }
    }
    return best
  }

  private func pause(of number: Int, at rung: Int) -> Int {
    halving.pause(rung: rung, of: rungs, iterations: check.needs[number]?.iterations ?? 1)
  }

  private func name(of rung: Int) -> String? {
    rungs > 0 ? "rung \(rung + 1) of \(rungs + 1)" : nil
  }
}

extension Sweep {
  /// Trials that differ only in settings over which means are taken, such as folds, are together.
  fileprivate func groups(of numbers: Set<Int>) -> [[Int]] {
    var groups: [[String]: [Int]] = [:]
    for trial in trials where numbers.contains(trial.number) {
      let settings = trial.overrides.filter { !declaration.isAveraged($0) }
      groups[settings, default: []].append(trial.number)
    }
    return groups.values.sorted { $0[0] < $1[0] }
  }
}
