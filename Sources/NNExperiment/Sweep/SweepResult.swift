import NNConfig
package import NNFiles

/// What came out of a sweep.
package struct SweepResult: Sendable {
  /// The sweep.
  package let sweep: Sweep
  /// How trials ended, now or before, by number; those that were not trained to an end are missing.
  package let outcomes: [Int: TrialOutcome]
  /// All runs of the sweep side by side.
  package let comparison: RunComparison
  /// The best trial, or that of the best settings with the smallest number; `nil` if none has a
  /// result.
  package let best: SweepTrial?

  /// Compares the runs of a sweep, and writes the results into its folder.
  ///
  /// - Parameters:
  ///   - sweep: the sweep
  ///   - outcomes: the outcomes of the trials that were trained now
  ///   - registry: the plugins that experiments can name
  ///   - threads: the number of threads that read
  /// - Throws: `FileError` if a file cannot be written; `UnknownKey` if there is no such setting
  ///   as one that means are to be taken over
  package init(
    _ sweep: Sweep, outcomes: [Int: TrialOutcome], registry: Registry, threads: Int
  ) throws {
    self.sweep = sweep
    self.outcomes = sweep.earlier.mapValues { TrialOutcome.ended($0) }
      .merging(outcomes) { _, now in now }
    let paths = sweep.trials.filter { $0.original == nil }.map(\.path)
    let scan = RunScan(
      paths.filter(FileSystem.exists), registry: registry, threads: threads)
    var options = RunComparison.Options()
    options.goal = sweep.declaration.goal
    let unaveraged = try RunComparison(scan, options: options)
    try sweep.folder.write(sweep.trials, outcomes: self.outcomes)
    try sweep.folder.write(unaveraged)
    options.over = unaveraged.rows.contains(where: \.isComplete) ? sweep.declaration.over : []
    let comparison =
      options.over.isEmpty ? unaveraged : try RunComparison(scan, options: options)
    self.comparison = comparison
    let bestPaths = comparison.best.map { comparison.rows[$0].paths } ?? []
    let best = sweep.trials.first { bestPaths.contains($0.path) }
    self.best = best
    try best?.run.folder.linkAsLatest()
  }

  /// The number of trials with a given outcome, repetitions not counted.
  package func count(_ isCounted: (TrialOutcome) -> Bool) -> Int {
    outcomes.values.count(where: isCounted)
  }

  /// The trials that failed, with their errors.
  package var failures: [(trial: SweepTrial, error: any UserFacingError)] {
    sweep.trials.compactMap { trial in
      guard case .failed(let error)? = outcomes[trial.number] else { return nil }
      return (trial, error)
    }
  }

  /// The number of trials that have no result yet and have not failed.
  package var unfinishedCount: Int {
    sweep.trials.count { trial in
      guard trial.original == nil else { return false }
      switch outcomes[trial.number] {
      case .ended(let report)?: return report.status == .interrupted
      case .failed?, .dropped?: return false
      case nil: return true
      }
    }
  }

  /// The settings of the best trial that not all trials have, or if means were taken, those that
  /// the best trials have in common.
  package var bestSettings: String {
    (best?.difference ?? []).filter { !sweep.declaration.isAveraged($0) }.joined(separator: " ")
  }

  /// The command that trains the best trial, or if means were taken, the trials of the best
  /// settings; `nil` if there is none.
  package var command: String? {
    guard let best else { return nil }
    // Relative paths in settings start at the folder in which the command is given.
    guard sweep.declaration.directory.isEmpty else {
      return sweep.declaration.over.isEmpty
        ? "nnrun \("\(best.path)/\(RunFolder.resolved)".shellWord)" : nil
    }
    let experiment = sweep.declaration.experimentPath
    let words = best.overrides.filter { !sweep.declaration.isAveraged($0) }
    let averaged = sweep.declaration.words(isAveraged: sweep.declaration.isAveraged)
    // A table of trials gives the values of several settings together.
    let over = sweep.declaration.over
    guard averaged.count == over.count, over.isEmpty || sweep.declaration.combination == .grid
    else { return nil }
    let runs = FileSystem.folder(of: best.path)
    let options =
      (over.isEmpty ? [] : ["--over", over.joined(separator: ",")])
      + (runs == RunFolder.defaultDirectory ? [] : ["--runs-dir", runs])
    let command =
      ["nnrun"] + (averaged.isEmpty ? [] : ["sweep"]) + [experiment] + words + averaged + options
    return command.map(\.shellWord).joined(separator: " ")
  }
}
