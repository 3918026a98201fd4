import NNConfig
public import NNCore
public import NNData
import NNFiles

/// How good the network of a complete run is, on each of its sets or on other data.
public struct RunEvaluation: Sendable {
  /// The run's folder.
  public let run: String
  /// The names of the classes, or of the target's columns.
  public let names: [String]
  /// The sets in the order in which they are shown.
  public let parts: [Part]
  /// What is doubtful about other data, a sentence each, and what to try.
  public let warnings: [String]

  /// A set and how good the network is on it.
  public struct Part: Sendable {
    /// The set's name: `train`, `validation`, `test`, or `data` for other data.
    public let name: String
    /// The file of other data.
    public let file: String?
    /// What was measured.
    public let evaluation: Evaluation
    /// The worst mistakes; `nil` if they were not asked for.
    public let mistakes: WorstMistakes?
  }

  /// Samples and what they are called.
  private struct NamedSamples {
    let name: String
    var file: String?
    let samples: Samples
  }

  /// Samples, and a check to be made at the end: that their files are as they were when loaded.
  private typealias Sets = (sets: [NamedSamples], checkUnchanged: () throws -> Void)

  /// Opens a complete run and evaluates its network.
  ///
  /// - Parameters:
  ///   - path: the run's folder
  ///   - registry: the plugins that it can name
  ///   - threads: the number of threads
  ///   - instructionSet: the vector instructions to compute with
  ///   - data: other data in the format of the run's; without it, its own sets are evaluated
  ///   - mistakes: how many mistakes in each set to find, at least 1; `nil` for none
  /// - Throws: a `UserFacingError` if it is no complete run or is damaged, if its data are not
  ///   there any more, or if other data do not fit
  public init(
    run path: String, registry: Registry, threads: Int, instructionSet: InstructionSet,
    data: SampleFiles? = nil, mistakes: Int? = nil
  ) throws {
    let run = try CompleteRun(path, registry: registry)
    self.run = path
    names = run.outputNames
    let (sets, checkUnchanged) =
      try data.map { try Self.otherData($0, for: run) } ?? Self.sets(of: run)
    let doubts = sets.compactMap { $0.file == nil ? nil : Self.doubt(about: $0.samples, for: run) }
    warnings = doubts.map(\.text)
    let workers = WorkerPool(
      threads: threads, sparing: MemoryEstimate.use(of: run.experiment))
    parts =
      switch run.experiment.precision {
      case .float32:
        try Self.evaluate(
          run, on: sets, ComputeContext<Float>(instructionSet: instructionSet, workers: workers),
          mistakes: mistakes)
      case .float64:
        try Self.evaluate(
          run, on: sets, ComputeContext<Double>(instructionSet: instructionSet, workers: workers),
          mistakes: mistakes)
      }
    try checkUnchanged()
  }

  /// Samples that the run has not seen; its own data need not be there any more.
  private static func otherData(
    _ files: SampleFiles, for run: CompleteRun
  ) throws -> Sets {
    let loader = run.experiment.loader
    guard
      let samples = try loader.component.samples(in: files, preprocessing: run.preprocessing)
    else {
      let readsFiles = try !loader.component.files().isEmpty
      throw NoOtherData(path: files.path, loader: loader.name, readsFiles: readsFiles)
    }
    try run.experiment.check(
      samples, of: files.path, task: run.task, preprocessing: run.preprocessing)
    let set = NamedSamples(name: "data", file: files.path, samples: samples)
    return ([set], { try samples.inputs.checkUnchanged() })
  }

  private static func doubt(about samples: Samples, for run: CompleteRun) -> Doubt? {
    var watch = InputWatch(run.preprocessing, inputs: samples.inputWidth)
    _ = samples.sampleInputs(maximumValues: 1 << 20, kernels: Kernels(.baseline)) { watch?.add($0) }
    return watch?.doubt
  }

  /// The sets of the run's own data set.
  private static func sets(of run: CompleteRun) throws -> Sets {
    let (dataset, watch) = try run.dataset()
    return (
      dataset.sets.map { NamedSamples(name: $0.split.rawValue, samples: $0.value) },
      {
        guard let (file, change) = try watch.firstChange() else { return }
        throw FileError.changed(file.path, change)
      }
    )
  }

  private static func evaluate<T: Scalar>(
    _ run: CompleteRun, on sets: [NamedSamples], _ compute: ComputeContext<T>, mistakes: Int?
  ) throws -> [Part] {
    let evaluator = Evaluator<T>(
      network: try run.network(in: T.self), loss: run.experiment.loss.component,
      task: run.task, scaling: run.preprocessing.targetScaling,
      compute: compute)
    return try sets.map { set in
      var ranking = mistakes.map {
        MistakeRanking(
          set.samples, task: run.task, scaling: run.preprocessing.targetScaling, limit: $0)
      }
      let evaluation = evaluator.evaluation(of: set.samples) { ranking?.add($0) }
      // Of the run's own sets it is finite, or the run would not be complete.
      if let file = set.file, !evaluation.metrics.isFinite {
        let row = evaluation.firstInfiniteCost
        throw DataError(
          row.map { set.samples.place(of: $0, in: file) } ?? file,
          "has values so large that \(row == nil ? "the sum of costs or errors" : "its cost") is not "
            + "finite")
      }
      return Part(
        name: set.name, file: set.file, evaluation: evaluation, mistakes: ranking?.worst)
    }
  }
}

/// Other data for a run whose loader cannot read any.
struct NoOtherData: UserFacingError {
  let path: String
  let loader: String
  /// Whether the run's own data set is read from files.
  let readsFiles: Bool

  var exitStatus: ExitStatus { .usage }
  var description: String {
    "\(path): cannot be evaluated: "
      + (readsFiles
        ? "the loader \(loader) cannot read other samples than those of its data set"
        : "the run's data set (loader \(loader)) is not read from a file, so its format does not say "
          + "how to read this one")
      + "; 'nnrun predict' takes rows for any run"
  }
}
