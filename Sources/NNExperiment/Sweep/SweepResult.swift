import NNConfig
import NNData
package import NNFiles

/// What came out of a sweep.
package struct SweepResult: Sendable {
  /// The sweep.
  package let sweep: Sweep
  /// How trials ended, now or before, by number; those that were not trained to an end are missing.
  package let outcomes: [Int: TrialOutcome]
  /// All runs of the sweep side by side.
  private let runs: RunComparison
  /// The same, or means if they are taken over settings.
  package let comparison: RunComparison
  /// The best trial, or those of the best settings, the smallest number first; empty if none has a
  /// result.
  package let bestTrials: [SweepTrial]

  /// Compares the runs of a sweep.
  ///
  /// - Parameters:
  ///   - sweep: the sweep
  ///   - outcomes: the outcomes of the trials that were trained now
  ///   - goal: what makes a trial the best; `nil` if no trial could be checked
  ///   - registry: the plugins that experiments can name
  ///   - threads: the number of threads that read
  /// - Throws: what `RunComparison` throws for settings that the sweep does not have
  package init(
    _ sweep: Sweep, outcomes: [Int: TrialOutcome], goal: Goal?, registry: Registry, threads: Int
  ) throws {
    self.sweep = sweep
    self.outcomes = sweep.earlier.merging(outcomes) { _, now in now }
    let outcomes = self.outcomes
    // What there is of a run that failed may look complete.
    let paths = sweep.originals.filter { outcomes[$0.number]?.error == nil }.map(\.path)
    let scan = RunScan(
      paths.filter(FileSystem.exists), registry: registry, threads: threads)
    var options = RunComparison.Options()
    options.goal = goal
    var runs = try RunComparison(scan, options: options)
    if runs.best == nil, sweep.declaration.goal == nil {
      // The measure may be undefined, as R2 of a single row is.
      options.goal = nil
      runs = try RunComparison(scan, options: options)
    }
    // The runs that there are may not have all settings of the others.
    let settings = Set(runs.rows.flatMap { $0.settings.entries.map(\.key) })
    options.over = sweep.declaration.over.filter { key in
      settings.contains { SweepDeclaration.isPart($0, of: key) }
    }
    let comparison = options.over.isEmpty ? runs : try RunComparison(scan, options: options)
    let bestPaths = comparison.best.map { comparison.rows[$0].paths } ?? []
    self.runs = runs
    self.comparison = comparison
    bestTrials = sweep.originals.filter { bestPaths.contains($0.path) }
  }

  /// Writes the results into the folder of the sweep, and makes `latest` point to the best run.
  ///
  /// - Parameter note: receives a message if `latest` cannot be replaced
  /// - Throws: `FileError` if a file cannot be written
  package func save(note: (String) -> Void) throws {
    best?.run.folder.linkAsLatest(note: note)
    try sweep.folder.write(sweep, outcomes: outcomes)
    try sweep.folder.write(runs)
  }

  /// The best trial, or that of the best settings with the smallest number; `nil` if none has a
  /// result.
  package var best: SweepTrial? { bestTrials.first }

  /// The number of trials with a given outcome, repetitions not counted.
  package func count(_ isCounted: (TrialOutcome) -> Bool) -> Int {
    outcomes.values.count(where: isCounted)
  }

  /// The trials that failed, with their errors.
  package var failures: [(trial: SweepTrial, error: any UserFacingError)] {
    sweep.trials.compactMap { trial in
      outcomes[trial.number]?.error.map { (trial, $0) }
    }
  }

  /// The number of trials that have no result yet and have not failed.
  package var unfinishedCount: Int {
    sweep.originals.count { trial in
      switch outcomes[trial.number] {
      case .ended(let report)?: return report.status == .interrupted
      case .failed?, .dropped?: return false
      case nil: return true
      }
    }
  }

  /// Whether nothing is left to train, also if trials were asked to stop.
  package var isOver: Bool {
    sweep.originals.allSatisfy { trial in
      switch outcomes[trial.number] {
      case .ended(let report)?: ![.interrupted, .paused].contains(report.status)
      case .failed?: true
      case .dropped?, nil: false
      }
    }
  }

  /// The overrides that the best trials have in common.
  package var bestOverrides: [String] {
    (best?.overrides ?? []).filter { !sweep.declaration.isAveraged($0) }
  }

  /// The settings of the best trial that not all trials have, or if means were taken, those that
  /// the best trials have in common.
  package var bestSettings: String {
    (best?.difference ?? []).filter { !sweep.declaration.isAveraged($0) }.joined(separator: " ")
  }

  /// What is doubtful about trials, a sentence each: as single runs say it, once for all trials of
  /// which it is true.
  package var warnings: [String] {
    var trials: [String: [SweepTrial]] = [:]
    for trial in sweep.originals {
      guard case .ended(let report)? = outcomes[trial.number] else { continue }
      for warning in report.warnings { trials[warning, default: []].append(trial) }
    }
    return trials.sorted { ($0.value[0].number, $0.key) < ($1.value[0].number, $1.key) }
      .map { warning, trials in
        let others =
          trials.count > 1 ? ", and \(counted(trials.count - 1, "other trial"))" : ""
        return
          "trial \(trials[0].number)\(SweepTrial.text(of: trials[0].difference))\(others): \(warning)"
      }
  }

  /// A note about data by which the best trial should not be chosen; `nil` if there is none.
  package var noteOnChoice: String? {
    guard best != nil, sweep.originals.count > 1,
      sweep.declaration.over != [SweepDeclaration.fold],
      let split = comparison.measure.flatMap({ Measure($0) })?.split, split != .validation
    else { return nil }
    return
      "the best trial is chosen by the \(split.title), so its result there is better than it will "
      + "be on other data; to choose by other rows, hold them out with "
      + "dataset.validation_fraction=0.2"
  }
}

extension SweepResult {
  /// The command that trains the best trial, or if means were taken, the trials of the best
  /// settings; `nil` if there is none.
  package var command: String? {
    guard let best else { return nil }
    let declaration = sweep.declaration
    if declaration.over.isEmpty {
      // Relative paths in settings start at the folder in which the command is given.
      return line(
        declaration.directory.isEmpty
          ? [declaration.experimentPath] + best.overrides
          : ["\(best.path)/\(RunFolder.resolved)"])
    }
    let averaged = declaration.words(isAveraged: declaration.isAveraged)
    // A table of trials gives the values of several settings together.
    guard averaged.count == declaration.over.count, declaration.directory.isEmpty else {
      return line(words(of: bestTrials))
    }
    return line(
      ["sweep", declaration.experimentPath]
        + bestOverrides + averaged
        + ["--over", declaration.over.joined(separator: ",")])
  }

  /// The command that trains a trial that failed.
  package func command(of trial: SweepTrial) -> String {
    let isDamaged = outcomes[trial.number]?.error is RunError
    let declaration = sweep.declaration
    return line(
      (declaration.directory.isEmpty
        ? [declaration.experimentPath] + trial.overrides : words(of: [trial]))
        + (isDamaged ? ["--force"] : []))
  }

  private func words(of trials: [SweepTrial]) -> [String] {
    let numbers = trials.map { "\($0.number)" }.joined(separator: ",")
    let count = sweep.trials.count
    return ["sweep", "\(sweep.path)/\(SweepFolder.sweep)", "--trial", numbers]
      + (count > SweepPlan.maximumTrials ? ["--max-trials", "\(count)"] : [])
  }

  private func line(_ words: [String]) -> String {
    let runs = sweep.trials.first.map { FileSystem.folder(of: $0.path) }
    let isDefault = runs == nil || runs == RunFolder.defaultDirectory
    return (["nnrun"] + words + (isDefault ? [] : ["--runs-dir", runs ?? ""]))
      .map(\.shellWord).joined(separator: " ")
  }
}
