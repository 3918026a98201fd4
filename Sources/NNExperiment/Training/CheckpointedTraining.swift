import NNConfig
import NNCore
import NNData
import NNFiles

/// The training that is to resume from a checkpoint, as far as the checkpoint has to fit it.
struct CheckpointedTraining {
  /// The SHA-256 that is the run's identity.
  let identity: String
  /// The number of iterations of the whole training.
  private let iterations: Int
  /// The type of the arrays' elements.
  let type: ElementType
  /// The iterations between evaluations; 0 means only at the end.
  private let evaluateEvery: Int
  private let earlyStopping: EarlyStopping?
  private let structure: [Int]
  private let optimizer: any Optimizer
  private let task: Task
  /// The sets that get a row in each evaluation, in this order.
  private let splits: [Split]

  init(_ experiment: Experiment, dataset: Dataset, identity: RunIdentity) {
    self.identity = identity.digest
    iterations = experiment.iterations(for: dataset)
    structure = experiment.structure
    optimizer = experiment.optimizer.component
    type = experiment.precision == .float32 ? .float32 : .float64
    evaluateEvery = experiment.evaluateEvery
    earlyStopping = experiment.earlyStopping
    task = experiment.task(of: dataset)
    splits = dataset.sets.splits
  }

  /// Whether a checkpoint can have this state: it is not beyond the last iteration, and remembers
  /// what early stopping would.
  func fits(_ state: Checkpoint.State) -> Bool {
    guard state.iteration <= iterations else { return false }
    let remembered = state.stopping
    guard let earlyStopping else { return remembered == StoppingProgress() && !state.hasBest }
    // An evaluation that is due after the iteration follows the checkpoint.
    return remembered.best.map { $0.iteration < state.iteration } ?? true
      && remembered.evaluationsSince >= 0 && !earlyStopping.isOver(remembered)
      && state.hasBest == (earlyStopping.restoresBest && remembered.best != nil)
  }

  /// The keys and shapes of the arrays of a checkpoint, in the order of the file.
  ///
  /// - Parameter hasBest: whether it has best weights
  /// - Returns: keys and shapes
  func shapes(hasBest: Bool) -> [(key: String, shape: [Int])] {
    TrainingState<Float>.shapes(structure: structure, optimizer: optimizer, hasBest: hasBest)
  }

  /// Checks that `cost.csv` has the costs of the iterations up to a checkpoint.
  ///
  /// - Parameters:
  ///   - path: the path of `cost.csv`
  ///   - state: the state of the checkpoint
  /// - Returns: the beginning of the file, up to the checkpoint
  /// - Throws: `CheckpointError` if it does not have them; `FileError` if it cannot be read
  func costs(in path: String, _ state: Checkpoint.State) throws -> ChecksummedFile.Prefix {
    var last: [UInt8] = []
    let prefix = try ChecksummedFile.prefix(of: path, to: state.costs) { number, line in
      if number == state.iteration { last = line }
    }
    guard let prefix else { throw CheckpointError.file(RunFolder.cost) }
    guard prefix.lineCount == state.iteration + 1 else {
      throw CheckpointError.rows(
        RunFolder.cost, found: prefix.lineCount - 1, expected: state.iteration)
    }
    var expected: [UInt8] = []
    RunLog.appendCostRow(state.iteration, state.cost, to: &expected)
    guard last == expected else {
      throw CheckpointError.content
    }
    return prefix
  }

  /// Checks that `metrics.csv` has the evaluations before a checkpoint's last iteration. An
  /// evaluation that is due after that iteration follows the checkpoint.
  ///
  /// - Parameters:
  ///   - path: the path of `metrics.csv`
  ///   - state: the state of the checkpoint
  /// - Returns: the beginning of the file, up to the checkpoint
  /// - Throws: `CheckpointError` if it does not have them; `FileError` if it cannot be read
  func metrics(in path: String, _ state: Checkpoint.State) throws -> ChecksummedFile.Prefix {
    let evaluations = evaluateEvery > 0 ? (state.iteration - 1) / evaluateEvery : 0
    var isExpected = true
    let prefix = try ChecksummedFile.prefix(of: path, to: state.metrics) { number, line in
      let start =
        number == 0
        ? MetricsFile.header(for: task)
        : MetricsFile.rowStart(
          // A damaged file may have any number of lines.
          iteration: ((number - 1) / splits.count + 1).checkedProduct(evaluateEvery) ?? 0,
          split: splits[(number - 1) % splits.count])
      if !line.starts(with: start.utf8) { isExpected = false }
    }
    guard let prefix else { throw CheckpointError.file(RunFolder.metrics) }
    let expected = evaluations * splits.count
    guard prefix.lineCount == expected + 1 else {
      throw CheckpointError.rows(
        RunFolder.metrics, found: prefix.lineCount - 1, expected: expected)
    }
    guard isExpected else { throw CheckpointError.content }
    return prefix
  }
}
