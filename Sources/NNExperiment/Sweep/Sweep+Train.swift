extension Sweep {
  /// Trains all trials that are missing, or with halving the best of them.
  ///
  /// - Parameters:
  ///   - check: what is known of them
  ///   - launcher: trains
  ///   - observer: receives what happens, and can ask to stop
  /// - Returns: the outcomes, by number; those of trials that were not started are missing. `nil`
  ///   if trials are trained without being waited for.
  /// - Throws: `FileError` if a file of the sweep cannot be written; what the launcher throws
  package func train(
    _ check: SweepCheck, launcher: any SweepLauncher, observer: any SweepObserver
  ) throws -> [Int: TrialOutcome]? {
    guard let halving = declaration.halving, let goal = check.goal else {
      return try launcher.run(
        SweepStage(trials: check.trials, check: check), check, observer: observer)
    }
    return try train(check, halving, goal, launcher: launcher, observer: observer)
  }

  private func train(
    _ check: SweepCheck, _ halving: Halving, _ goal: Goal, launcher: any SweepLauncher,
    observer: any SweepObserver
  ) throws -> [Int: TrialOutcome]? {
    var table = RungTable(in: folder)
    // A sweep that is repeated has the same trials, although some of them are complete by now.
    let trials = table.trials.union(check.trials.map(\.number))
    let missing = Dictionary(uniqueKeysWithValues: check.trials.map { ($0.number, $0) })
    let iterations = check.needs.mapValues(\.iterations)
    let rungs =
      table.rungs
      ?? halving.rungs(
        trials: groups(of: trials).count, iterations: iterations.values.min() ?? 0)
    table.begin(trials, rungs: rungs)
    try table.write(in: folder)
    func pause(_ trial: Int, _ rung: Int) -> Int {
      halving.pause(rung: rung, of: rungs, iterations: iterations[trial] ?? 1)
    }
    var outcomes: [Int: TrialOutcome] = [:]
    var active = table.trials
    for rung in 0..<rungs {
      let unmeasured = active.sorted().filter { table[rung, $0] == nil }.compactMap { missing[$0] }
      let trials = unmeasured.filter { trial in
        // It may have been measured on another set, for another goal.
        guard let report = trial.reportOfPause(from: pause(trial.number, rung)),
          goal.value(of: report) != nil
        else { return true }
        if report.iterations > pause(trial.number, rung) {
          observer.note(
            "trial \(trial.number) is measured after iteration \(report.iterations), not "
              + "\(pause(trial.number, rung)): it was trained before")
        }
        outcomes[trial.number] = .ended(report)
        return false
      }
      let spans = trials.map { trial in
        let start = rung > 0 ? pause(trial.number, rung - 1) : 0
        return (trial.number, start..<pause(trial.number, rung))
      }
      let stage = SweepStage(
        "rung \(rung + 1) of \(rungs + 1)", trials: trials,
        spans: Dictionary(uniqueKeysWithValues: spans), check: check)
      if !trials.isEmpty {
        guard let ended = try launcher.run(stage, check, observer: observer) else { return nil }
        outcomes.merge(ended) { $1 }
      }
      for trial in unmeasured {
        table.add(rung, trial.number, outcomes[trial.number], goal: goal)
      }
      try table.write(in: folder)
      // Trials that are missing were stopped, and decide later.
      if active.contains(where: {
        missing[$0] != nil && outcomes[$0] == nil && table[rung, $0] == nil
      })
        || observer.stop.isRequested
      {
        return outcomes
      }
      let groups = groups(of: active)
      active = table.best(
        of: rung, groups: groups, count: halving.survivors(of: groups.count), goal: goal)
    }
    let last = active.sorted().compactMap { missing[$0] }
    let stage = SweepStage(
      rungs > 0 ? "rung \(rungs + 1) of \(rungs + 1)" : nil, trials: last, check: check)
    if !last.isEmpty {
      guard let ended = try launcher.run(stage, check, observer: observer) else { return nil }
      outcomes.merge(ended) { $1 }
    }
    // What this sweep has dropped before.
    for trial in check.trials where outcomes[trial.number] == nil && !active.contains(trial.number)
    {
      outcomes[trial.number] = trial.reportOfPause().map { .ended($0) } ?? .dropped
    }
    return outcomes
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

extension RungTable {
  /// Adds what a trial is worth at a rung, if it has come so far. A training that is over has a
  /// result, and does not compete any more.
  fileprivate mutating func add(
    _ rung: Int, _ trial: Int, _ outcome: TrialOutcome?, goal: Goal
  ) {
    guard case .ended(let report)? = outcome else { return }
    switch report.status {
    case .paused, .diverged:
      add(
        Entry(
          rung: rung, trial: trial, iteration: max(1, report.iterations),
          value: goal.value(of: report), cost: goal.cost(of: report)))
    case .completed, .alreadyComplete, .interrupted: break
    }
  }
}
