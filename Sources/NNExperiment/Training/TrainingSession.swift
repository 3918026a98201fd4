import NNConfig
import NNCore
import NNData
import NNFiles

/// One training from an empty run folder, or from a checkpoint, to a complete one.
struct TrainingSession {
  /// What is trained.
  let found: FoundRun
  /// Finds out whether somebody changes the data files.
  let watch: DataWatch
  let dataset: Dataset
  let options: Runner.Options
  let clock: RunClock
  let observer: any RunObserver

  private var experiment: Experiment { found.file.experiment }
  private var folder: RunFolder { found.folder }

  /// Trains in the given type and writes all files of the run.
  func run<T: Scalar>(in type: T.Type) throws -> RunReport {
    let compute = ComputeContext<T>(
      instructionSet: options.instructionSet, workers: WorkerPool(threads: options.threads))
    let training = Training<T>(experiment, dataset: dataset, compute: compute)
    // Start weights that do not fit are found before anything is written.
    let start = try watch.load { try training.startState() }
    return try folder.whileLocked {
      // Another process may have completed the run since the folder was examined.
      if !options.force, let report = try found.finishedReport(note: observer.note) {
        return report
      }
      return try run(training, from: start)
    }
  }

  /// Trains from a state, or from the last checkpoint of an unfinished run.
  private func run<T>(
    _ training: Training<T>, from start: TrainingState<T>
  ) throws -> RunReport {
    let checkpoint = options.force ? nil : try lastCheckpoint
    let state = try checkpoint.map { try training.state(restoring: $0) } ?? start
    if checkpoint != nil {
      observer.note(
        "\(folder.path): resumes after iteration \(state.progress.iteration) of "
          + "\(experiment.iterations)")
    } else {
      try folder.prepare()
    }
    try writeSettings()
    let log = try RunLog(
      folder, of: found.identity, from: checkpoint, task: training.task, watch: watch, clock: clock,
      interval: options.checkpointSeconds, observer: observer)
    func train() throws -> RunReport {
      let end = try training.run(state, observer: log)
      let done = state.progress
      if case .interrupted = end { return report(.interrupted, done, log) }
      // Nothing reads the data any more.
      try watch.check()
      watch.warnOfReplacedFiles()
      switch end {
      case .interrupted: preconditionFailure("an interrupted training is reported above")
      case .diverged:
        try log.sync()
        let inputs = inputRange
        let doubts = dataDoubts(inputs) + ScaleDoubts(experiment, dataset, inputs.range).all
        return try finish(report(.diverged, done, log, doubts: doubts), log)
      case .completed(let metrics, let pass):
        try log.sync()
        try state.network.writeWeights(to: folder.file(RunFolder.weights))
        let inputs = inputRange
        var preprocessing = dataset.preprocessing
        preprocessing.task = training.task
        preprocessing.inputRange = inputs.range
        try folder.write(preprocessing.json.indentedText + "\n", to: RunFolder.preprocessing)
        let outcome = TrainingOutcome(
          experiment: experiment, dataset: dataset, inputs: inputs.range, pass: pass,
          costs: try CostCourse(folder.file(RunFolder.cost), count: done.iteration))
        let doubts = dataDoubts(inputs) + outcome.doubts
        return try finish(report(.completed, done, log, metrics: metrics, doubts: doubts), log)
      }
    }
    // So little is left to do after the last iteration that a stop waits for it.
    return try observer.stop.map { try $0.whileHandled(train) } ?? train()
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

  /// The checkpoint to resume from, if there is a good one.
  private var lastCheckpoint: Checkpoint? {
    get throws {
      let training = CheckpointedTraining(experiment, dataset: dataset, identity: found.identity)
      return try folder.lastCheckpoint(of: training, note: observer.note)
    }
  }

  private func writeSettings() throws {
    try AtomicFile.write(found.file.bytes, to: folder.file(RunFolder.config))
    let digests = found.dataFiles.map { OptionValue.Pair(key: $0.name, value: $0.digest) }
    let tree = experiment.resolvedTree(digests: digests) { path in
      FileSystem.relativePath(from: folder.path, to: path)
    }
    try folder.write(YAMLText.document(tree), to: RunFolder.resolved)
    // Not before: paths of the experiment may lead through the link to another run.
    try folder.linkAsLatest()
  }

  private func report(
    _ status: RunReport.Status, _ done: TrainingProgress, _ log: RunLog,
    metrics: TrainingMetrics? = nil, doubts: [Doubt] = []
  ) -> RunReport {
    RunReport(
      run: folder.path, status: status, iterations: done.iteration, cost: done.cost,
      parameters: experiment.parameterCount, trainSeconds: done.seconds,
      totalSeconds: log.totalSeconds, train: metrics?.train, test: metrics?.test,
      warnings: dataset.notes + watch.warnings + doubts.map(\.text))
  }

  private func finish(_ report: RunReport, _ log: RunLog) throws -> RunReport {
    // The data have been read for doubts since they were checked.
    try watch.check()
    let record = RunRecord.json(
      report, identity: found.identity, options: options, history: log.history,
      workingFolder: FileSystem.relativePath(from: found.file.folder, to: "."),
      plugins: UsedPlugin.all(of: experiment),
      data: DataManifest(found.dataFiles, experiment: experiment))
    try folder.write(record.indentedText + "\n", to: RunFolder.record)
    if report.status == .completed { try folder.writeSums() }
    try folder.removeCheckpoints()
    return report
  }
}
