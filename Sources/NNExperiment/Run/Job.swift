import NNConfig
import NNCore
import NNData
import NNFiles

/// One training from an empty run folder to a complete one.
struct Job {
  let file: ExperimentFile
  let dataFiles: [DataFile]
  let dataset: Dataset
  let folder: RunFolder
  let options: Runner.Options
  let start: Start

  private var experiment: Experiment { file.experiment }

  /// Trains in the given type and writes all files of the run.
  func run<T: Scalar>(
    in type: T.Type, progress: (_ iteration: Int, _ cost: Double) -> Void
  ) throws -> RunReport {
    let compute = Compute<T>(
      instructionSet: options.instructionSet, workers: WorkerPool(threads: options.threads))
    // Start weights that do not fit are found before anything is written.
    let training = try Training<T>(experiment, dataset: dataset, compute: compute)
    return try folder.whileLocked {
      // Another process may have come to the end since the folder was looked at.
      if !options.force, let report = try folder.finishedReport() {
        try folder.linkAsLatest()
        return report
      }
      return try run(training, progress: progress)
    }
  }

  private func run<T>(
    _ training: Training<T>, progress: (_ iteration: Int, _ cost: Double) -> Void
  ) throws -> RunReport {
    try writeSettings()
    let outcome = try train(training, progress: progress)
    guard case .completed(let metrics) = outcome.end else {
      return try finish(outcome, status: .diverged)
    }
    try training.network.writeWeights(to: folder.file(RunFolder.weights))
    try folder.write(
      dataset.preprocessing.json.indentedText + "\n", to: RunFolder.preprocessing)
    return try finish(outcome, status: .completed, metrics: metrics)
  }

  private func writeSettings() throws {
    try folder.prepare()
    try AtomicFile.write(file.bytes, to: folder.file(RunFolder.config))
    let digests = dataFiles.map { OptionValue.Pair(key: $0.name, value: $0.digest) }
    let tree = experiment.resolvedTree(digests: digests) { path in
      FileSystem.relativePath(from: folder.path, to: path)
    }
    try folder.write(YAMLText.document(tree), to: RunFolder.resolved)
    // Not before: paths of the experiment may lead through the link to another run.
    try folder.linkAsLatest()
  }

  private func train<T>(
    _ training: Training<T>, progress: (_ iteration: Int, _ cost: Double) -> Void
  ) throws -> Training<T>.Outcome {
    var metricsFile = try MetricsFile(
      creating: folder.file(RunFolder.metrics),
      isClassification: experiment.isClassification(dataset.preprocessing))
    var costs = try AppendingFile(creating: folder.file(RunFolder.cost))
    try costs.append("iteration,cost\n")
    let outcome = try training.run(
      record: { iteration, cost in
        try costs.append("\(iteration),\(cost)\n")
        progress(iteration, cost)
      },
      recordMetrics: { metrics in try metricsFile.append(metrics) })
    try costs.sync()
    try metricsFile.sync()
    return outcome
  }

  private func finish<T>(
    _ outcome: Training<T>.Outcome, status: RunReport.Status, metrics: TrainingMetrics? = nil
  ) throws -> RunReport {
    let report = RunReport(
      run: folder.path, status: status, iterations: outcome.iterations, cost: outcome.lastCost,
      parameters: experiment.parameterCount, trainSeconds: outcome.seconds,
      totalSeconds: start.elapsed, train: metrics?.train, test: metrics?.test)
    let record = RunRecord.json(report, options: options, started: start.time)
    try folder.write(record.indentedText + "\n", to: RunFolder.record)
    if status == .completed { try folder.writeSums() }
    return report
  }
}
