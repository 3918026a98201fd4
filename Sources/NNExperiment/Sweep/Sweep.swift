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
  /// The results of trials that were trained before, by number.
  package let earlier: [Int: RunReport]
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
  /// - Throws: `InvalidTrials` with what is wrong with their data files
  package init(_ plan: SweepPlan, in runsDirectory: String, threads: Int) throws {
    declaration = plan.declaration
    let store = DataStore()
    self.store = store
    let shorterRuns = ShorterRuns(in: runsDirectory)
    let found = concurrentMap(plan.trials.count, threads: threads) { index in
      let run = try FoundRun(
        plan.trials[index].file, in: runsDirectory, store: store, shorterRuns: shorterRuns)
      return (run: run, report: try run.folder.finishedReport(of: run.identity))
    }
    var invalid = InvalidTrials(count: found.count)
    var trials: [SweepTrial] = []
    var numbers: [String: Int] = [:]
    var earlier: [Int: RunReport] = [:]
    for (planned, result) in zip(plan.trials, found) {
      do {
        let (run, report) = try result.get()
        let original = numbers[run.identity.digest]
        if original == nil { numbers[run.identity.digest] = planned.number }
        if original == nil { earlier[planned.number] = report }
        trials.append(
          SweepTrial(
            number: planned.number, overrides: planned.overrides, difference: planned.difference,
            run: run, original: original))
      } catch let error as any UserFacingError {
        invalid.add(planned.number, planned.difference, error)
      }
    }
    try invalid.throwIfAny()
    self.trials = trials
    self.earlier = earlier
    folder = SweepFolder(trials, of: declaration, in: runsDirectory)
  }

  /// Makes the folder of the sweep, and writes what is to be trained.
  ///
  /// - Throws: `FileError` if a file cannot be written
  package func begin() throws { try folder.write(self) }

  /// The trials that are to be trained: without those that are the same experiment as another one
  /// or have a result.
  package var missing: [SweepTrial] {
    trials.filter { $0.original == nil && earlier[$0.number] == nil }
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
