public import NNConfig
import NNCore
public import NNData
public import NNFiles

/// An experiment and the memory that it needs, for `nnrun check`.
public struct ExperimentSummary: Sendable {
  /// A layer and the weights that lead into it.
  public struct Layer: Sendable {
    /// The number of its neurons.
    public let neurons: Int
    /// The name of its activation function; `nil` for the input layer.
    public let activation: String?
    /// The number of weights into it, bias weights included.
    public let parameters: Int
  }

  /// All layers, input layer first.
  public let layers: [Layer]
  /// All settings with their values.
  public let settings: JSONValue
  /// What plugins compute that are formulas, by the setting that names them.
  public let formulas: [(setting: String, formulas: [ShownFormula])]
  /// What the network is to learn.
  public let task: Task
  /// The number of iterations of the training.
  public let iterations: Int
  /// The number of iterations in an epoch, if the experiment counts epochs.
  public let iterationsPerEpoch: Int?
  /// What the loader found, and how many samples are for training, for validation and for testing.
  public let data: String
  /// The number of samples in each set.
  public let sampleCounts: BySplit<Int>
  /// The number of threads that the training uses: there may be work for fewer than there are.
  public let threads: Int
  /// The bytes that the data take in memory.
  public let dataBytes: Int
  /// The bytes of the weights, the optimizer's slots, and for each thread the gradient of the
  /// weights that it updates at a time.
  public let weightBytes: Int
  /// The bytes that a batch takes.
  public let batchBytes: Int
  /// The path of the run folder that training makes.
  public let run: String
  /// The number of weights, bias weights included.
  public let parameters: Int
  /// What is doubtful about settings and data and what to do about it, a sentence each.
  public let notes: [String]

  /// Checks an experiment as a run does, data included, without training.
  ///
  /// - Parameters:
  ///   - file: the experiment
  ///   - runsDirectory: the folder of all runs
  ///   - threads: the number of threads that there are, on which depends how much memory is needed
  /// - Throws: a `UserFacingError` if training would be refused: a data file is missing or damaged,
  ///   settings and data do not fit each other, or there is not enough memory
  public init(
    _ file: ExperimentFile, runsDirectory: String, threads: Int = Runner.Options().threads
  ) throws {
    let store = file.dataStore
    try store.loadAhead(file.experiment)
    let found = try FoundRun(file, in: runsDirectory, store: store)
    let experiment = found.file.experiment
    let (dataset, watch) = try found.loadDataset(threads: threads)
    try watch.load { try experiment.checkInitialWeights(for: dataset) }
    layers = experiment.structure.indices.map { index in
      Layer(
        neurons: experiment.structure[index],
        activation: index == 0 ? nil : experiment.activations[index - 1].name,
        parameters: index == 0
          ? 0 : (experiment.structure[index - 1] + 1) * experiment.structure[index])
    }
    settings = experiment.resolvedTree(digests: []) { $0 }
    formulas = experiment.plugins.settings.map { ($0.key, $0.plugin.formulas) }
      .filter { !$0.formulas.isEmpty }
    task = experiment.task(of: dataset)
    iterations = experiment.iterations(for: dataset)
    iterationsPerEpoch =
      if case .epochs = experiment.length { experiment.iterationsPerEpoch(of: dataset) } else {
        nil
      }
    data = dataset.splitSummary
    let kernels = Kernels<Double>(.baseline)
    let inputs = dataset.train.inputRange(
      scaling: dataset.preprocessing.inputScaling, kernels: kernels)
    let doubts = DataDoubts(
      experiment: experiment, dataset: dataset, inputs: inputs, kernels: kernels
    ).all
    notes = dataset.notes + doubts.map(\.text)
    sampleCounts = dataset.sets.mapValues { $1.count }
    let memory = MemoryEstimate(training: experiment, on: dataset, threads: threads)
    self.threads = memory.threads
    dataBytes = memory.data
    weightBytes = memory.weights
    batchBytes = memory.batch
    parameters = experiment.parameterCount
    run = found.folder.path
  }

  /// A number of bytes for people: `18.2 MB`.
  public static func text(bytes: Int) -> String { MachineMemory.text(bytes) }
}
