import NNConfig
import NNCore
import NNData
import NNFiles

/// The training of a run in this process: from the beginning, or from a checkpoint, to a result.
struct TrainingSession {
  /// The run to train.
  let found: FoundRun
  /// Notices if a data file changes.
  let watch: DataWatch
  let dataset: Dataset
  let options: Runner.Options
  let clock: RunClock
  let observer: any RunObserver

  private var experiment: Experiment { found.file.experiment }
  private var folder: RunFolder { found.folder }

  /// Trains in the given type, and writes all files of the run.
  ///
  /// - Parameter type: the type of the experiment's precision
  /// - Returns: the result, also of a run that diverged or was stopped
  /// - Throws: `RunInUse` if another process trains the run; `ChangedData` if a data file changes;
  ///   another `UserFacingError` if initial weights do not fit, or a file cannot be read or written
  func run<T: Scalar>(in type: T.Type) throws -> RunReport {
    let memory = MemoryEstimate(training: experiment, on: dataset, threads: options.threads)
    let compute = ComputeContext<T>(
      instructionSet: options.instructionSet,
      workers: WorkerPool(threads: options.threads, sparing: memory.afterLoading))
    let training = Training<T>(experiment, dataset: dataset, compute: compute)
    // Before anything is written: a file of initial weights may not fit the network. Beside a
    // checkpoint it would only take memory.
    let resumes = folder.hasCheckpoint && !options.force
    let initial = resumes ? nil : try initialState(of: training)
    return try folder.whileLocked {
      // Another process may have completed the run since the folder was examined.
      if !options.force, let report = try found.finishedReport(note: observer.note) {
        if options.linksLatest { folder.linkAsLatest(note: observer.note) }
        return report
      }
      return try run(training, from: initial)
    }
  }

  private func initialState<T>(of training: Training<T>) throws -> TrainingState<T> {
    try watch.load { try training.initialState() }
  }

  /// Trains from the last checkpoint of an unfinished run, or otherwise from an initial state.
  ///
  /// - Parameters:
  ///   - training: the training
  ///   - initial: its initial state; `nil` if it is probably not needed
  /// - Returns: the result
  /// - Throws: as `run(in:)` does
  private func run<T>(
    _ training: Training<T>, from initial: TrainingState<T>?
  ) throws -> RunReport {
    var checkpoint = options.force ? nil : try lastCheckpoint
    let shorter = checkpoint == nil && !options.force ? try shorterRun(of: training) : nil
    if shorter != nil { checkpoint = try lastCheckpoint }
    let state =
      try checkpoint.map { try training.state(restoring: $0) } ?? initial
      ?? initialState(of: training)
    if let shorter, checkpoint != nil {
      observer.note(
        "\(folder.path): continues \(shorter.folder.path) after its last iteration, "
          + "\(state.progress.iteration) of \(training.iterations)")
    } else if checkpoint != nil {
      // It may say that the training is paused.
      try FileSystem.removeIfExists(folder.file(RunFolder.record))
      observer.willResume(
        folder.path, after: state.progress.iteration, of: training.iterations)
    } else {
      try folder.removeEarlierFiles()
    }
    try writeSettings()
    let log = try RunLog(
      folder, of: found.identity, from: checkpoint, task: training.task, watch: watch, clock: clock,
      interval: options.checkpointSeconds, observer: observer)
    func train() throws -> RunReport {
      let end = try training.run(state, pausingAt: options.pause, observer: log)
      let done = state.progress
      if case .interrupted = end { return report(.interrupted, done, log) }
      // The training has read the data for the last time.
      try watch.check()
      watch.warnOfReplacedFiles()
      switch end {
      case .interrupted: preconditionFailure("an interrupted training is reported above")
      case .paused(let metrics):
        var report = report(.paused, done, log)
        report.atPause = metrics
        try writeRecord(report, log)
        return report
      case .diverged(let fault):
        try log.sync()
        let inputs = inputRange
        let doubts = dataDoubts(inputs) + ScaleDoubts(experiment, dataset, inputs.range).all
        return try finish(report(.diverged, done, log, fault: fault, doubts: doubts), log)
      case .completed(let metrics, let pass):
        try log.sync()
        try state.network.writeWeights(to: folder.file(RunFolder.weights))
        if found.identityOfAnyLength != nil {
          try ShorterRun.writeSlots(of: state, to: folder)
        }
        let inputs = inputRange
        var preprocessing = dataset.preprocessing
        preprocessing.task = training.task
        preprocessing.inputRange = inputs.range
        try folder.write(preprocessing.json.indentedText + "\n", to: RunFolder.preprocessing)
        for (split, samples) in drawnSets {
          try HeldOutPredictions(
            training.evaluator(of: state), preprocessing: dataset.preprocessing
          ).write(samples, to: folder.file(RunFolder.predictions(split)))
        }
        let outcome = TrainingOutcome(
          experiment: experiment, dataset: dataset, inputs: inputs.range,
          progress: done, pass: pass,
          costs: try CostCurve(folder.file(RunFolder.cost), count: done.iteration))
        let doubts = dataDoubts(inputs) + outcome.doubts
        let stoppedEarly = experiment.earlyStopping.map { _ in outcome.stoppedEarly }
        return try finish(
          report(
            .completed, done, log, metrics: metrics, stoppedEarly: stoppedEarly, doubts: doubts),
          log)
      }
    }
    // So little is left to do after the last iteration that a stop waits for it.
    return try observer.stop.map { try $0.whileHandled(train) } ?? train()
  }

  /// The sets whose rows were drawn from the data.
  private var drawnSets: [(split: Split, value: Samples)] {
    dataset.sets.filter { $0.split != .train && $0.value.areDrawn }
  }

  private var kernels: Kernels<Double> { Kernels(options.instructionSet) }

  /// The range of the training set's inputs.
  private var inputRange: (range: InputRange, isComplete: Bool) {
    dataset.train.inputRange(scaling: dataset.preprocessing.inputScaling, kernels: kernels)
  }

  /// Doubts that do not depend on the training.
  private func dataDoubts(_ inputs: (range: InputRange, isComplete: Bool)) -> [Doubt] {
    DataDoubts(experiment: experiment, dataset: dataset, inputs: inputs, kernels: kernels).all
  }

  /// The checkpoint to resume from; `nil` if there is no good one.
  private var lastCheckpoint: Checkpoint? {
    get throws {
      let training = CheckpointedTraining(experiment, dataset: dataset, identity: found.identity)
      return try folder.lastCheckpoint(of: training, note: observer.note)
    }
  }

  /// Begins the run's files as a complete run of fewer iterations has left them; `nil` if there is
  /// no such run, or it is damaged.
  private func shorterRun<T>(of training: Training<T>) throws -> ShorterRun? {
    guard let identity = found.identityOfAnyLength,
      let shorter = found.shorterRuns.longest(
        below: training.iterations, identity: identity, name: experiment.name)
    else { return nil }
    do {
      try folder.removeEarlierFiles()
      try shorter.begin(
        folder, as: found.identity, experiment: experiment, splits: dataset.sets.splits)
      return shorter
    } catch let error as any UserFacingError
      where [.badData, .noInput].contains(error.exitStatus)
    {
      observer.note("\(shorter.folder.path): is not continued: \(error)")
      return nil
    }
  }

  private func writeSettings() throws {
    try AtomicFile.write(found.file.bytes, to: folder.file(RunFolder.config))
    let digests = found.dataFiles.map { OptionValue.Pair(key: $0.name, value: $0.digest) }
    let tree = experiment.resolvedTree(digests: digests) { path in
      FileSystem.relativePath(from: folder.path, to: path)
    }
    try folder.write(YAMLText.document(tree), to: RunFolder.resolved)
    // Last, because paths in the experiment may lead through the link `latest` to another run.
    if options.linksLatest { folder.linkAsLatest(note: observer.note) }
  }

  private func report(
    _ status: RunReport.Status, _ done: TrainingProgress, _ log: RunLog,
    metrics: TrainingMetrics? = nil, stoppedEarly: Bool? = nil, fault: DivergenceCause? = nil,
    doubts: [Doubt] = []
  ) -> RunReport {
    RunReport(
      run: folder.path, status: status, iterations: done.iteration, cost: done.cost,
      parameters: experiment.parameterCount, trainSeconds: done.seconds,
      totalSeconds: log.totalSeconds, metrics: metrics?.sets, stoppedEarly: stoppedEarly,
      bestIteration: metrics.flatMap { $0.iteration == done.iteration ? nil : $0.iteration },
      fault: fault,
      warnings: dataset.notes + watch.warnings + doubts.map(\.text),
      overrides: found.file.overrides)
  }

  private func finish(_ report: RunReport, _ log: RunLog) throws -> RunReport {
    try writeRecord(report, log)
    if report.status == .completed {
      try folder.writeChecksums(predictionsOf: drawnSets.map(\.split))
    }
    try folder.removeCheckpoints()
    return report
  }

  private func writeRecord(_ report: RunReport, _ log: RunLog) throws {
    // Evaluations, and looking for doubts, have read the data again.
    try watch.check()
    let record = RunRecord.json(
      report, identity: found.identity, identityOfAnyLength: found.identityOfAnyLength,
      options: options, history: log.history,
      workingFolder: FileSystem.relativePath(from: found.file.folder, to: "."),
      plugins: UsedPlugin.all(of: experiment),
      data: DataManifest(found.dataFiles, experiment: experiment))
    try folder.write(record.indentedText + "\n", to: RunFolder.record)
  }
}
