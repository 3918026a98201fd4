import NNConfig
import NNCore
import NNData
import NNFiles

/// The memory that an experiment takes, in bytes, added up from what its parts will allocate. A sum
/// that does not fit in an `Int` is `Int.max`.
struct MemoryEstimate {
  /// The number of threads that the training uses.
  let threads: Int
  /// The samples, as they are stored.
  let data: Int
  /// Weights, the optimizer's slots, and for each thread the gradient of the weights that it
  /// updates at a time.
  let weights: Int
  /// A batch's inputs, its targets, and what each layer computes. Threads may each have sparse
  /// inputs for themselves.
  let batch: Int
  /// What an evaluation or the reading or writing of a weights file takes, and the order of
  /// samples.
  let temporary: Int

  /// What stays in memory while the network is trained.
  var total: Int { Self.sum(data, Self.sum(weights, batch)) }
  /// What is allocated after the data set is loaded.
  var afterLoading: Int { Self.sum(Self.sum(weights, batch), temporary) }

  /// The memory that training on a data set takes.
  ///
  /// - Parameters:
  ///   - experiment: the experiment
  ///   - dataset: the data set
  ///   - threads: the number of threads that there are; the training may have work for fewer
  init(training experiment: Experiment, on dataset: Dataset, threads: Int) {
    switch experiment.precision {
    case .float32: self.init(Float.self, experiment, dataset, threads)
    case .float64: self.init(Double.self, experiment, dataset, threads)
    }
  }

  private init<T: Scalar>(
    _ type: T.Type, _ experiment: Experiment, _ dataset: Dataset, _ threads: Int
  ) {
    let structure = experiment.structure
    let batchSize = experiment.batchSize(for: dataset)
    let slots = experiment.optimizer.component.slots.count
    let sparseInputs = dataset.train.sparseInputs
    let isSparse = sparseInputs != nil
    let keepsBest = experiment.earlyStopping?.restoresBest ?? false
    let state = TrainingState<T>.byteCount(
      structure: structure, slotCount: slots, keepsBest: keepsBest)
    self.threads = Trainer<T>.threads(
      of: threads, structure: structure, visitedInputs: sparseInputs?.meanVisitedCount,
      samples: batchSize)
    let workspace = Trainer<T>.byteCount(
      structure: structure, capacity: batchSize, isSparse: isSparse, dropout: experiment.dropout,
      threads: self.threads)
    data = dataset.sets.reduce(0) { $0 + $1.value.byteCount }
    weights = Self.bytes(state + workspace.gradients)
    batch = Self.bytes(workspace.batch)
    let sampler = BatchSampler.byteCount(
      mode: experiment.sampling, sampleCount: dataset.train.count, batchSize: batchSize)
    temporary = Self.bytes(
      max(
        Self.file(T.self, structure, arraysPerWeight: 1 + slots + (keepsBest ? 1 : 0)),
        Evaluator<T>.byteCount(structure: structure, isSparse: isSparse))
        + Double(sampler))
  }

  /// The bytes that predicting with a trained network, or evaluating it, takes.
  static func use(of experiment: Experiment) -> Int {
    func bytes<T: Scalar>(_ type: T.Type) -> Int {
      let structure = experiment.structure
      return Self.bytes(
        Network<T>.byteCount(structure: structure)
          + max(
            file(T.self, structure, arraysPerWeight: 1),
            Evaluator<T>.byteCount(structure: structure, isSparse: false)))
    }
    return experiment.precision == .float32 ? bytes(Float.self) : bytes(Double.self)
  }

  /// The bytes that writing or reading a file of weights takes: its arrays, and the bytes of the
  /// file.
  private static func file<T: Scalar>(
    _ type: T.Type, _ structure: [Int], arraysPerWeight: Int
  ) -> Double {
    let weights = zip(structure, structure.dropFirst()).reduce(0.0) {
      $0 + Double($1.0 + 1) * Double($1.1)
    }
    return weights * Double(3 * arraysPerWeight * MemoryLayout<T>.stride)
  }

  private static func bytes(_ count: Double) -> Int { Int(exactly: count.rounded()) ?? .max }

  private static func sum(_ a: Int, _ b: Int) -> Int { a.checkedSum(b) ?? .max }
}
