import NNConfig
import NNCore
import NNData
import NNFiles

/// A sweep whose trials have been found: their runs, and what there is of them already.
package struct Sweep: Sendable {
  /// What is trained.
  package let declaration: SweepDeclaration
  /// All trials.
  package let trials: [SweepTrial]
  /// How trials ended that were trained before, by number: with a result, or with files that are
  /// damaged or cannot be read.
  package let earlier: [Int: TrialOutcome]
  /// The folder of the sweep.
  let folder: SweepFolder
  /// The data that trials share.
  let store: DataStore

  /// The path of the folder of the sweep, which need not exist.
  package var path: String { folder.path }

  /// Finds the runs of all trials, for which their data files are hashed.
  ///
  /// - Parameters:
  ///   - plan: the trials
  ///   - runsDirectory: the folder of all runs
  ///   - threads: the number of threads that look
  /// - Throws: `InvalidTrials` with what is wrong with their data files; `FileError` if the folder
  ///   of all runs may not be entered
  package init(_ plan: SweepPlan, in runsDirectory: String, threads: Int) throws {
    declaration = plan.declaration
    // Otherwise each trial would report it.
    _ = try FileSystem.isThere("\(runsDirectory)/\(RunFolder.latest)")
    let store = DataStore()
    self.store = store
    let shorterRuns = ShorterRuns(in: runsDirectory)
    let found = concurrentMap(plan.trials.count, threads: threads) { index in
      let run = try FoundRun(
        plan.trials[index].file, in: runsDirectory, store: store, shorterRuns: shorterRuns)
      let outcome = try Self.earlierOutcome(of: run)
      // A data set that was loaded for its widths would stay whether or not it is needed, and those
      // of all trials may be too large together.
      if plan.trials[index].file.experiment.hasAutomaticWidths { store.forget(run.datasetKey) }
      return (run: run, outcome: outcome)
    }
    var invalid = InvalidTrials(count: found.count)
    var trials: [SweepTrial] = []
    var originals: [String: SweepTrial] = [:]
    var earlier: [Int: TrialOutcome] = [:]
    for (planned, result) in zip(plan.trials, found) {
      do {
        let (run, outcome) = try result.get()
        let original = originals[run.identity.digest]
        let trial = SweepTrial(
          number: planned.number, overrides: planned.overrides, difference: planned.difference,
          run: original?.run ?? run, original: original?.number)
        trials.append(trial)
        if original == nil {
          originals[run.identity.digest] = trial
          earlier[trial.number] = outcome
        }
      } catch let error as any UserFacingError {
        invalid.add(planned.number, planned.difference, error)
      }
    }
    try invalid.throwIfAny()
    self.trials = trials
    self.earlier = earlier
    folder = SweepFolder(trials, of: declaration, in: runsDirectory)
  }

  /// How the training of a run ended before; `nil` if it has to be trained.
  private static func earlierOutcome(of run: FoundRun) throws -> TrialOutcome? {
    do {
      return try run.folder.finishedReport(of: run.identity).map { .ended($0) }
    } catch let error as any UserFacingError {
      // The others can be trained all the same.
      return .failed(error)
    }
  }

  /// Makes the folder of the sweep, and writes what is to be trained.
  ///
  /// - Throws: `FileError` if a file cannot be written
  package func begin() throws { try folder.write(self, outcomes: earlier) }

  /// Trains all trials that are missing, or with halving the best of them.
  ///
  /// - Parameters:
  ///   - check: what is known of them
  ///   - launcher: trains
  ///   - observer: receives what happens, and can ask to stop
  /// - Returns: the outcomes, by number; those of trials that were not started are missing. `nil`
  ///   if trials are trained without being waited for.
  /// - Throws: `FileError` if a file of the sweep cannot be read or written; what the launcher
  ///   throws
  package func train(
    _ check: SweepCheck, launcher: any SweepLauncher, observer: any SweepObserver
  ) throws -> [Int: TrialOutcome]? {
    guard let halving = declaration.halving, let goal = check.goal else {
      return try launcher.run(
        SweepStage(trials: check.trials, check: check), check, observer: observer)
    }
    var training = try HalvingTraining(
      of: self, check, halving, goal: goal, launcher: launcher, observer: observer)
    return try training.train()
  }

  /// The trials without those that are the same experiment as another one.
  package var originals: [SweepTrial] { trials.filter { $0.original == nil } }

  /// The trials that are to be trained: without those that are the same experiment as another one
  /// or have a result.
  package var missing: [SweepTrial] {
    originals.filter { earlier[$0.number] == nil }
  }

  /// The number of trials whose runs are damaged or cannot be read.
  package var failedCount: Int {
    earlier.values.count { $0.error != nil }
  }

  /// What there is of a trial already, as tables call it; empty if there is nothing.
  package func status(of trial: SweepTrial) -> String {
    if let outcome = earlier[trial.original ?? trial.number] { return outcome.status }
    let folder = trial.run.folder
    guard FileSystem.exists(folder.file(RunFolder.resolved)) else { return "" }
    let record = try? RunRecord.read(in: folder)
    return ComparedRun.State(of: folder, record?.report, TrainingProcess(in: folder)).rawValue
  }

  /// A note about trials that are the same experiment; `nil` if there are none.
  package var noteOnRepetitions: String? {
    let repeated = trials.filter { $0.original != nil }
    guard let first = repeated.first, let original = first.original else { return nil }
    let others = repeated.count > 1 ? ", and \(repeated.count - 1) more are repetitions, too" : ""
    return "trial \(first.number) is the same experiment as trial \(original)\(others); each is "
      + "trained once"
  }
}
