import NNConfig
import NNCore
import NNData
import NNFiles

/// What a checkpoint has to fit: the training that is to resume from it.
struct CheckpointedTraining {
  /// The hash of the run's identity.
  let identity: String
  /// The iterations of the whole training.
  let iterations: Int
  /// The type of their elements.
  let type: ElementType
  /// The iterations between evaluations; 0: only at the end.
  private let evaluateEvery: Int
  private let structure: [Int]
  private let optimizer: any Optimizer
  private let task: Task
  private let hasTestSet: Bool

  init(_ experiment: Experiment, dataset: Dataset, identity: RunIdentity) {
    self.identity = identity.digest
    iterations = experiment.iterations
    structure = experiment.structure
    optimizer = experiment.optimizer.component
    type = experiment.precision == .float32 ? .float32 : .float64
    evaluateEvery = experiment.evaluateEvery
    task = experiment.task(of: dataset)
    hasTestSet = dataset.test != nil
  }

  /// The keys and shapes of the arrays, as their file has them.
  func shapes(hasBest: Bool) -> [(key: String, shape: [Int])] {
    TrainingState<Float>.shapes(structure: structure, optimizer: optimizer, hasBest: hasBest)
  }

  /// Checks that `cost.csv` has what has to be there after so many iterations.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - state: what the checkpoint says
  /// - Returns: what the file has to begin with
  /// - Throws: `DamagedCheckpoint` if it does not; `FileError` if it cannot be read
  func costs(in path: String, _ state: Checkpoint.State) throws -> ChecksummedFile.Prefix {
    var last: [UInt8] = []
    let prefix = try ChecksummedFile.prefix(of: path, to: state.costs) { number, line in
      if number == state.iteration { last = line }
    }
    guard let prefix else { throw DamagedCheckpoint.file(RunFolder.cost) }
    guard prefix.lineCount == state.iteration + 1 else {
      throw DamagedCheckpoint.rows(
        RunFolder.cost, found: prefix.lineCount - 1, expected: state.iteration)
    }
    guard last == Array(RunLog.costRow(state.iteration, state.cost).utf8) else {
      throw DamagedCheckpoint.content
    }
    return prefix
  }

  /// Checks that `metrics.csv` has the evaluations before the checkpoint's last iteration: the one that
  /// is due then comes after it.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - state: what the checkpoint says
  /// - Returns: what the file has to begin with
  /// - Throws: `DamagedCheckpoint` if it does not; `FileError` if it cannot be read
  func metrics(in path: String, _ state: Checkpoint.State) throws -> ChecksummedFile.Prefix {
    let splits = MetricsFile.splits(hasTestSet: hasTestSet)
    let evaluations = evaluateEvery > 0 ? (state.iteration - 1) / evaluateEvery : 0
    var isExpected = true
    let prefix = try ChecksummedFile.prefix(of: path, to: state.metrics) { number, line in
      let start =
        number == 0
        ? MetricsFile.header(for: task)
        : MetricsFile.rowStart(
          // A file that is damaged may have any number of lines.
          iteration: ((number - 1) / splits.count + 1).checkedProduct(evaluateEvery) ?? 0,
          split: splits[(number - 1) % splits.count])
      if !line.starts(with: start.utf8) { isExpected = false }
    }
    guard let prefix else { throw DamagedCheckpoint.file(RunFolder.metrics) }
    let expected = evaluations * splits.count
    guard prefix.lineCount == expected + 1 else {
      throw DamagedCheckpoint.rows(
        RunFolder.metrics, found: prefix.lineCount - 1, expected: expected)
    }
    guard isExpected else { throw DamagedCheckpoint.content }
    return prefix
  }
}
