import NNConfig
import NNCore
import NNData
import NNFiles
import Synchronization

/// What is known of a sweep once the data of its trials have been loaded and checked.
package struct SweepCheck: Sendable {
  /// The trials to train, those with the same data one after another.
  package let trials: [SweepTrial]
  /// What a training needs.
  struct Needs: Sendable {
    /// The bytes besides its data.
    let bytes: Int
    /// The number of its iterations.
    let iterations: Int
    /// A rough measure of what an iteration takes: weights times samples.
    let workPerIteration: Double
  }

  /// What the training of each trial needs, by number.
  let needs: [Int: Needs]
  /// What makes a trial the best: what is declared, or the measure that says most about the first
  /// trial; `nil` without trials to train.
  let goal: Goal?
  /// The data sets that are in memory, and how many trials use each.
  let data: TrialData

  /// Loads the data of all trials that are to be trained, and checks that they fit.
  ///
  /// - Parameters:
  ///   - sweep: the sweep
  ///   - threads: the number of threads that load and check
  /// - Throws: `InvalidTrials` with the mistakes in all of them; `MissingMeasure` if trials that
  ///   have a result do not have the measure of the goal
  package init(_ sweep: Sweep, threads: Int) throws {
    let missing = sweep.missing
    let keys = try missing.map { try $0.run.datasetKey }
    var places: [String: Int] = [:]
    for key in keys where places[key] == nil { places[key] = places.count }
    let order = missing.indices.sorted {
      (places[keys[$0]] ?? 0, $0) < (places[keys[$1]] ?? 0, $1)
    }
    let trials = order.map { missing[$0] }
    let data = TrialData(sweep.store, zip(missing, keys))
    let goal = sweep.declaration.goal
    // Trials that have a result say whether there is such a measure, too.
    for (_, report) in sweep.earlier.sorted(by: { $0.key < $1.key }) {
      if let metrics = report.metrics { try goal?.measure.require(in: metrics) }
    }
    let checked = concurrentMap(trials.count, threads: threads, partSize: 1) { index in
      defer { data.didCheck(trials[index]) }
      let run = trials[index].run
      let experiment = run.file.experiment
      let (dataset, watch) = try run.loadDataset()
      try watch.load { try experiment.checkInitialWeights(for: dataset) }
      data.keep(dataset, of: trials[index])
      let task = experiment.task(of: dataset)
      try goal?.measure.require(of: dataset, task: task)
      let needs = Needs(
        bytes: MemoryEstimate(training: experiment, on: dataset).afterLoading,
        iterations: experiment.iterations(for: dataset),
        workPerIteration: Double(experiment.batchSize(for: dataset))
          * Double(experiment.parameterCount))
      return (needs: needs, goal: Goal(for: dataset, task: task))
    }
    var invalid = InvalidTrials(count: trials.count)
    var needs: [Int: Needs] = [:]
    var defaultGoal: Goal?
    for (trial, result) in zip(trials, checked) {
      do {
        let known = try result.get()
        needs[trial.number] = known.needs
        if defaultGoal == nil { defaultGoal = known.goal }
      } catch let error as any UserFacingError {
        invalid.add(trial.number, trial.difference, error)
      }
    }
    try invalid.throwIfAny()
    self.trials = trials
    self.needs = needs
    self.data = data
    self.goal = goal ?? defaultGoal
  }

  /// The number of trials that fit in memory at the same time, at least one.
  package var simultaneousTrials: Int {
    max(1, MachineMemory.left / max(1, needs.values.map(\.bytes).max() ?? 1))
  }
}

/// The data sets of trials, each of which stays in memory as long as trials need it, unless all of
/// them together are too large.
final class TrialData: Sendable {
  private struct Entry {
    var unchecked = 0
    var untrained = 0
    var bytes = 0
  }

  private let store: DataStore
  /// The data set of each trial, by its number.
  private let keys: [Int: String]
  private let entries: Mutex<[String: Entry]>
  /// What data sets may take that wait for their trials.
  private static let budget = MachineMemory.size / 4

  /// The data sets of trials.
  ///
  /// - Parameters:
  ///   - store: keeps them
  ///   - trials: the trials, with what their data sets depend on
  init(_ store: DataStore, _ trials: some Sequence<(SweepTrial, String)>) {
    self.store = store
    var keys: [Int: String] = [:]
    var entries: [String: Entry] = [:]
    for (trial, key) in trials {
      keys[trial.number] = key
      entries[key, default: Entry()].unchecked += 1
      entries[key, default: Entry()].untrained += 1
    }
    self.keys = keys
    self.entries = Mutex(entries)
  }

  /// Takes note of the size of a data set.
  func keep(_ dataset: Dataset, of trial: SweepTrial) {
    guard let key = keys[trial.number] else { return }
    let bytes = dataset.sets.reduce(0) { $0 + $1.value.byteCount }
    entries.withLock { $0[key]?.bytes = bytes }
  }

  /// A trial has been checked. Its data set is loaded again later if too many others are in memory.
  func didCheck(_ trial: SweepTrial) {
    guard let key = keys[trial.number] else { return }
    let isTooMuch = entries.withLock { entries in
      entries[key]?.unchecked -= 1
      guard let entry = entries[key], entry.unchecked == 0 else { return false }
      let total = entries.values.reduce(0.0) { $0 + Double($1.bytes) }
      guard total > Double(Self.budget), entries.count > 1 else { return false }
      entries[key]?.bytes = 0
      return true
    }
    if isTooMuch { store.forget(key) }
  }

  /// A trial has been trained, and does not need its data set any more.
  func didTrain(_ trial: SweepTrial) {
    guard let key = keys[trial.number] else { return }
    let isLast = entries.withLock { entries in
      entries[key]?.untrained -= 1
      return entries[key]?.untrained == 0
    }
    if isLast { store.forget(key) }
  }
}
