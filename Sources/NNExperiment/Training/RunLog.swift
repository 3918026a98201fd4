import NNCore
import NNData
import NNFiles
import Synchronization

/// Writes what a training reports (costs, metrics and from time to time a checkpoint), and passes
/// it on to the run's observer.
final class RunLog: TrainingObserver {
  /// The files that grow while the run is trained, and what changes with them.
  private struct Files: ~Copyable {
    var costs: ChecksummedFile
    var metrics: MetricsFile
    var history: RunHistory
    var lastCheckpoint = ContinuousClock.now
  }

  private let folder: RunFolder
  private let identity: RunIdentity
  private let watch: DataWatch
  private let clock: RunClock
  private let interval: Duration
  private let observer: any RunObserver
  private let files: Mutex<Files>
  /// The total seconds of the processes that trained the run before.
  private let earlierSeconds: Double

  /// Begins a run's files, or continues them.
  ///
  /// - Parameters:
  ///   - folder: the run's folder
  ///   - identity: the identity of the run
  ///   - checkpoint: where the training resumes; `nil` if it starts from the beginning
  ///   - task: what the network learns to predict, which decides the columns of `metrics.csv`
  ///   - watch: watches the data files
  ///   - clock: measures the time since this process started the run
  ///   - interval: the seconds between checkpoints
  ///   - observer: receives what is passed on
  /// - Throws: `FileError` if a file cannot be created, opened or written
  init(
    _ folder: RunFolder, of identity: RunIdentity, from checkpoint: Checkpoint?, task: Task,
    watch: DataWatch, clock: RunClock, interval: Double, observer: any RunObserver
  ) throws {
    self.folder = folder
    self.identity = identity
    self.watch = watch
    self.clock = clock
    // A duration is not infinite, as the interval of a replay is.
    self.interval = .seconds(min(interval, 1e10))
    self.observer = observer
    let costPath = folder.file(RunFolder.cost)
    let metricsPath = folder.file(RunFolder.metrics)
    if let checkpoint {
      var history = checkpoint.state.history
      history.resumed += 1
      files = Mutex(
        Files(
          costs: try ChecksummedFile(continuing: costPath, after: checkpoint.costs),
          metrics: try MetricsFile(continuing: metricsPath, after: checkpoint.metrics),
          history: history))
      earlierSeconds = checkpoint.state.totalSeconds
    } else {
      let metrics = try MetricsFile(creating: metricsPath, task: task)
      var costs = try ChecksummedFile(creating: costPath)
      try costs.append("iteration,cost\n")
      files = Mutex(
        Files(costs: costs, metrics: metrics, history: RunHistory(started: clock.start)))
      earlierSeconds = 0
    }
  }

  /// The seconds from reading the data to now, over all processes.
  var totalSeconds: Double { earlierSeconds + clock.elapsed }

  /// What has happened to the run so far.
  var history: RunHistory { files.withLock { $0.history } }

  var stop: StopRequest? { observer.stop }

  var isCheckpointDue: Bool {
    files.withLock { ContinuousClock.now - $0.lastCheckpoint >= interval }
  }

  /// Writes the cost of an iteration.
  ///
  /// - Throws: `FileError` if it cannot be written
  func didFinish(_ step: TrainingStep, cost: Double) throws {
    try files.withLock {
      try $0.costs.append { bytes in
        Self.appendCostRow(step.iteration, cost, to: &bytes)
        bytes.append(UInt8(ascii: "\n"))
      }
    }
    observer.didFinish(step, cost: cost)
  }

  /// Appends a row of `cost.csv`, without its line break. No text is made of the whole row, because
  /// a small network has tens of thousands of iterations in a second.
  static func appendCostRow(_ iteration: Int, _ cost: Double, to bytes: inout [UInt8]) {
    bytes.append(contentsOf: iteration.description.utf8)
    bytes.append(UInt8(ascii: ","))
    bytes.append(contentsOf: cost.description.utf8)
  }

  /// Writes the metrics of an evaluation.
  ///
  /// - Throws: `FileError` if they cannot be written
  func didEvaluate(_ metrics: TrainingMetrics) throws {
    try files.withLock { try $0.metrics.append(metrics) }
    observer.didEvaluate(metrics)
  }

  /// Takes a checkpoint, unless no iteration is done yet.
  ///
  /// - Throws: `ChangedData` if a data file was changed; `FileError` if a file cannot be written
  func takeCheckpoint<T: Scalar>(of state: TrainingState<T>) throws {
    guard let cost = state.progress.cost else { return }
    // A training must never resume from results of data that have changed.
    try watch.check()
    try files.withLock { files in
      files.history.checkpoints += 1
      let checkpoint = Checkpoint.State(
        identity: identity.digest, iteration: state.progress.iteration, cost: cost,
        costs: try files.costs.sync(), metrics: try files.metrics.sync(),
        trainSeconds: state.progress.seconds, totalSeconds: totalSeconds,
        history: files.history, hasBest: state.hasBest, stopping: state.progress.stopping)
      try Checkpoint.write(checkpoint, arrays: state.arrays, to: folder)
      files.lastCheckpoint = ContinuousClock.now
    }
  }

  /// Flushes costs and metrics to stable storage.
  ///
  /// - Throws: `FileError` if they cannot be written
  func sync() throws {
    try files.withLock { files in
      _ = try files.costs.sync()
      _ = try files.metrics.sync()
    }
  }
}
