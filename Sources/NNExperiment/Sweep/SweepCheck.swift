import NNConfig
import NNCore
import NNData
import NNFiles

/// What is known of a sweep once the data of its trials have been loaded and checked.
package struct SweepCheck: Sendable {
  /// The trials to train, those with the same data one after another.
  package let trials: [SweepTrial]
  /// What a training needs.
  struct Needs: Sendable {
    /// The bytes besides its data, with one thread.
    let bytes: Int
    /// The bytes that each further thread takes.
    let bytesOfThread: Int
    /// The number of its iterations.
    let iterations: Int
    /// A rough measure of what an iteration takes: weights times samples.
    let workPerIteration: Double
  }

  /// What the training of each trial needs, by number.
  let needs: [Int: Needs]
  /// What makes a trial the best: what is declared, or the measure that says most of those that
  /// all trials have; `nil` without trials.
  package let goal: Goal?
  /// The data sets that are in memory, and how many trials use each.
  let data: TrialData

  /// Loads the data of all trials that are to be trained, and checks that they fit.
  ///
  /// - Parameters:
  ///   - sweep: the sweep
  ///   - threads: the number of threads, which load and check now, and train later; the last trial
  ///     may have them all
  /// - Throws: `InvalidTrials` with the mistakes in all of them; `MissingMeasure` if trials that
  ///   have a result do not have the measure of the goal
  package init(_ sweep: Sweep, threads: Int) throws {
    let missing = sweep.missing
    let keys = missing.map(\.run.datasetKey)
    var places: [String: Int] = [:]
    for key in keys where places[key] == nil { places[key] = places.count }
    let order = missing.indices.sorted {
      (places[keys[$0]] ?? 0, $0) < (places[keys[$1]] ?? 0, $1)
    }
    let trials = order.map { missing[$0] }
    let data = TrialData(sweep.store, zip(missing, keys))
    let goal = sweep.declaration.goal
    var measured: [Goal.Candidate] = []
    // Trials that have a result say whether there is such a measure, too.
    for (_, outcome) in sweep.earlier.sorted(by: { $0.key < $1.key }) {
      guard case .ended(let report) = outcome, let metrics = report.metrics else { continue }
      try goal?.measure.require(in: metrics)
      measured.append((metrics.splits, metrics.train.task))
    }
    let checked = concurrentMap(trials.count, threads: threads, partSize: 1) { index in
      defer { data.didCheck(trials[index]) }
      let run = trials[index].run
      let experiment = run.file.experiment
      let (dataset, watch) = try run.loadDataset(threads: threads)
      try watch.load { try experiment.checkInitialWeights(for: dataset) }
      data.keep(dataset, of: trials[index])
      let task = experiment.task(of: dataset)
      try goal?.measure.require(of: dataset, task: task)
      let bytes = [1, 2].map { threads in
        MemoryEstimate(training: experiment, on: dataset, threads: threads).afterLoading
      }
      let needs = Needs(
        bytes: bytes[0], bytesOfThread: bytes[1] - bytes[0],
        iterations: experiment.iterations(for: dataset),
        workPerIteration: Double(experiment.batchSize(for: dataset))
          * Double(experiment.parameterCount))
      return (needs: needs, measured: (dataset.sets.splits, task))
    }
    var invalid = InvalidTrials(count: sweep.originals.count)
    var needs: [Int: Needs] = [:]
    for (trial, result) in zip(trials, checked) {
      do {
        let known = try result.get()
        needs[trial.number] = known.needs
        measured.append(known.measured)
      } catch let error as any UserFacingError {
        invalid.add(trial.number, trial.difference, error)
      }
    }
    try invalid.throwIfAny()
    self.trials = trials
    self.needs = needs
    self.data = data
    self.goal = goal ?? Goal(ofAll: measured)
  }

  /// The number of trials that fit in memory at the same time.
  ///
  /// - Parameter threads: the number of threads that they share
  /// - Returns: their number, at least one
  package func simultaneousTrials(threads: Int) -> Int {
    let bytes = needs.values.map(\.bytes).max() ?? 1
    let bytesOfThread = needs.values.map(\.bytesOfThread).max() ?? 0
    // Each trial has a thread of its own; the others are further ones, whoever has them.
    let left = MachineMemory.left - threads * bytesOfThread
    return max(1, left / max(1, bytes - bytesOfThread))
  }
}
