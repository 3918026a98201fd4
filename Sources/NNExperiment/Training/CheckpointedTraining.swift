import NNData
import NNFiles

/// What a checkpoint has to fit: the training that wants to go on from it.
struct CheckpointedTraining {
  /// The hash of the run's identity.
  let identity: String
  /// The iterations of the whole training.
  let iterations: Int
  /// The shapes of the arrays of weights, as their file has them.
  let shapes: [[Int]]
  /// The type of their elements.
  let type: ElementType
  /// The iterations between evaluations; 0: only at the end.
  private let evaluateEvery: Int
  private let task: Task
  private let hasTestSet: Bool

  init(_ experiment: Experiment, dataset: Dataset, identity: RunIdentity) {
    self.identity = identity.digest
    iterations = experiment.iterations
    shapes =
      [[0]] + zip(experiment.structure, experiment.structure.dropFirst()).map { [$1, $0 + 1] }
    type = experiment.precision == .float32 ? .float32 : .float64
    evaluateEvery = experiment.evaluateEvery
    task = experiment.task(of: dataset)
    hasTestSet = dataset.test != nil
  }

  /// Checks that `cost.csv` has what has to be there after so many iterations.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - state: what the checkpoint tells
  /// - Throws: `DamagedCheckpoint` if it has not; `FileError` if it cannot be read
  func checkCosts(_ path: String, _ state: Checkpoint.State) throws {
    var last: [UInt8] = []
    let lines = try ChecksummedFile.lines(of: path, to: state.costs) { number, line in
      if number == state.iteration { last = line }
    }
    guard let lines else { throw DamagedCheckpoint.file(RunFolder.cost) }
    guard lines == state.iteration + 1 else {
      throw DamagedCheckpoint.rows(RunFolder.cost, found: lines - 1, expected: state.iteration)
    }
    guard last == Array(RunLog.costRow(state.iteration, state.cost).utf8) else {
      throw DamagedCheckpoint.content
    }
  }

  /// Checks that `metrics.csv` has the evaluations before the checkpoint's last iteration: the one that
  /// is due then comes behind it.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - state: what the checkpoint tells
  /// - Throws: `DamagedCheckpoint` if it has not; `FileError` if it cannot be read
  func checkMetrics(_ path: String, _ state: Checkpoint.State) throws {
    let splits = MetricsFile.splits(hasTestSet: hasTestSet)
    let evaluations = evaluateEvery > 0 ? (state.iteration - 1) / evaluateEvery : 0
    var isExpected = true
    let lines = try ChecksummedFile.lines(of: path, to: state.metrics) { number, line in
      let start =
        number == 0
        ? MetricsFile.header(for: task)
        : MetricsFile.rowStart(
          // A file that is damaged may have any number of lines.
          iteration: ((number - 1) / splits.count + 1).checkedProduct(evaluateEvery) ?? 0,
          split: splits[(number - 1) % splits.count])
      if !line.starts(with: start.utf8) { isExpected = false }
    }
    guard let lines else { throw DamagedCheckpoint.file(RunFolder.metrics) }
    let expected = evaluations * splits.count
    guard lines == expected + 1 else {
      throw DamagedCheckpoint.rows(RunFolder.metrics, found: lines - 1, expected: expected)
    }
    guard isExpected else { throw DamagedCheckpoint.content }
  }
}
