public import NNCore
import NNData
import NNFiles

/// Takes an experiment to its result: trains it, or reports the result of an earlier training.
///
/// `NNRun` prepares its process for signals that would otherwise end it: SIGPIPE and SIGXFSZ, which
/// become errors of writing, and SIGBUS when a mapped data file becomes shorter. Whoever embeds a
/// runner does so as suits the program.
public struct Runner: Sendable {
  /// The version of nnrun.
  public static let version = "0.1.0"

  /// How to run; none of this changes the result.
  public struct Options: Sendable {
    /// The path of the folder of all runs.
    public var runsDirectory = RunFolder.defaultDirectory
    /// The number of threads.
    public var threads = WorkerPool.processorCount
    /// The vector instructions to compute with.
    public var instructionSet = InstructionSet.best
    /// Whether to train even though the run is complete.
    public var force = false
    /// The seconds of training between two checkpoints.
    public var checkpointSeconds = 10.0
    /// Where to pause after a checkpoint; `nil` for nowhere.
    package var pause: TrainingPause?
    /// Whether `latest` is to point to the run. The trials of a sweep leave it alone: the paths in
    /// their settings may lead through it.
    package var linksLatest = true
    /// The measures that the result is to have, apart from what may turn out to be undefined.
    package var requiredMeasures: [Measure] = []
    /// The command line, for the record.
    public var commandLine: [String] = []

    /// The defaults: the folder `runs`, a thread for each processor, and its widest vector
    /// instructions.
    public init() {}
  }

  private let options: Options

  /// A runner with these options.
  public init(options: Options = Options()) {
    self.options = options
  }

  /// Trains an experiment, unless its result is there already.
  ///
  /// - Parameters:
  ///   - file: the experiment
  ///   - observer: receives notes and the progress, and can ask to stop
  /// - Returns: the result, also of a run that diverged or was stopped
  /// - Throws: a `UserFacingError` if the data cannot be read or do not fit the experiment, there
  ///   is not enough memory, another process trains the run, a file of the run cannot be written,
  ///   or the result does not have a required measure, which is found before anything is trained
  public func run(
    _ file: ExperimentFile, observer: any RunObserver = NoObserver()
  ) throws -> RunReport {
    let clock = RunClock()
    let store = file.dataStore
    // For a run that is complete, loading would only delay the answer.
    let name = file.experiment.name
    if options.force || !RunFolder.hasRuns(named: name, in: options.runsDirectory) {
      try store.loadAhead(file.experiment)
    }
    let run = try FoundRun(file, in: options.runsDirectory, store: store)
    if !options.force, let report = try run.finishedReport() {
      if options.linksLatest { run.folder.linkAsLatest(note: observer.note) }
      if let metrics = report.metrics {
        for measure in options.requiredMeasures { try measure.require(in: metrics) }
      }
      return report
    }
    return try train(run, clock: clock, observer: observer)
  }

  /// Trains a run from its start, or from where it was stopped.
  ///
  /// - Parameters:
  ///   - run: the run
  ///   - clock: measures the time since this process started the run
  ///   - observer: receives notes and the progress, and can ask to stop
  /// - Returns: the result, also of a run that diverged or was stopped
  /// - Throws: a `UserFacingError`, for the same reasons as `run`
  func train(
    _ run: FoundRun, clock: RunClock = RunClock(), observer: any RunObserver = NoObserver()
  ) throws -> RunReport {
    let (dataset, watch) = try run.loadDataset(threads: options.threads)
    let task = run.file.experiment.task(of: dataset)
    for measure in options.requiredMeasures { try measure.require(of: dataset, task: task) }
    let session = TrainingSession(
      found: run, watch: watch, dataset: dataset, options: options, clock: clock,
      observer: observer)
    switch run.file.experiment.precision {
    case .float32: return try session.run(in: Float.self)
    case .float64: return try session.run(in: Double.self)
    }
  }
}
