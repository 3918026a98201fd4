import NNCore
import NNData
import NNFiles

/// What a training writes while it goes on: costs, measures, and from time to time a checkpoint.
final class RunLog: TrainingLog {
  private let folder: RunFolder
  private let identity: RunIdentity
  private let watch: DataWatch
  private let clock: RunClock
  private let interval: Double
  private var costs: ChecksummedFile
  private var metrics: MetricsFile
  /// What has happened until now.
  private(set) var history: RunHistory
  /// The seconds that earlier processes have taken.
  private let earlierSeconds: Double
  private var lastCheckpoint = ContinuousClock.now

  /// Begins a run's files, or goes on with them.
  ///
  /// - Parameters:
  ///   - folder: the run's folder
  ///   - identity: the run's
  ///   - checkpoint: from where to go on
  ///   - task: what is measured
  ///   - watch: the data files
  ///   - clock: when this process started
  ///   - interval: the seconds between checkpoints
  /// - Throws: `FileError`
  init(
    _ folder: RunFolder, of identity: RunIdentity, from checkpoint: Checkpoint.State?,
    task: Task, watch: DataWatch, clock: RunClock, interval: Double
  ) throws {
    self.folder = folder
    self.identity = identity
    self.watch = watch
    self.clock = clock
    self.interval = interval
    let costPath = folder.file(RunFolder.cost)
    let metricsPath = folder.file(RunFolder.metrics)
    if let checkpoint {
      costs = try ChecksummedFile(continuing: costPath, from: checkpoint.costs)
      metrics = try MetricsFile(continuing: metricsPath, from: checkpoint.metrics)
      history = checkpoint.history
      history.resumed += 1
      earlierSeconds = checkpoint.totalSeconds
    } else {
      metrics = try MetricsFile(creating: metricsPath, task: task)
      costs = try ChecksummedFile(creating: costPath)
      try costs.append("iteration,cost\n")
      history = RunHistory(started: clock.start)
      earlierSeconds = 0
    }
  }

  /// The seconds from reading the data to now, over all processes.
  var totalSeconds: Double { earlierSeconds + clock.elapsed }

  func record(iteration: Int, cost: Double) throws {
    try costs.append("\(Self.costRow(iteration, cost))\n")
  }

  /// A row of `cost.csv`.
  static func costRow(_ iteration: Int, _ cost: Double) -> String { "\(iteration),\(cost)" }

  func record(_ measured: TrainingMetrics) throws { try metrics.append(measured) }

  var isCheckpointDue: Bool {
    (ContinuousClock.now - lastCheckpoint).seconds >= interval
  }

  func takeCheckpoint<T: Scalar>(_ network: Network<T>, _ progress: TrainingProgress) throws {
    guard let cost = progress.cost else { return }
    // What was computed from other data must not be gone on from.
    try watch.check()
    history.checkpoints += 1
    let state = Checkpoint.State(
      identity: identity.digest, iteration: progress.iteration, cost: cost, costs: try costs.sync(),
      metrics: try metrics.sync(), trainSeconds: progress.seconds, totalSeconds: totalSeconds,
      history: history)
    try Checkpoint.write(state, network, to: folder)
    lastCheckpoint = ContinuousClock.now
  }

  /// Makes all that was recorded last.
  func sync() throws(FileError) {
    try costs.sync()
    try metrics.sync()
  }
}
