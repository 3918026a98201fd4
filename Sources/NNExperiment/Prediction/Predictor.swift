import NNConfig
import NNCore
import NNData
import NNFiles

/// A trained network that predicts rows of CSV.
public struct Predictor {
  private let experiment: Experiment
  private let preprocessing: Preprocessing
  private let path: String
  private let weights: String

  /// Opens a complete run.
  ///
  /// - Parameters:
  ///   - run: the run's folder
  ///   - registry: the plugins that it can name
  /// - Throws: a `UserFacingError` if it is no complete run or is damaged
  public init(run: String, registry: Registry) throws {
    let folder = RunFolder(path: run)
    guard FileSystem.exists(run) else { throw FileError.notFound(run, hint: nil) }
    guard folder.isComplete else {
      guard FileSystem.exists(folder.file(RunFolder.config)) else { throw DamagedRun.noRun(run) }
      let isDiverged = RunRecord.read(in: folder)?.status == .diverged
      throw isDiverged ? DamagedRun.diverged(run) : .incomplete(run)
    }
    // A changed digit would go unnoticed, and predictions would be wrong.
    try folder.verify([RunFolder.resolved, RunFolder.preprocessing, RunFolder.weights])
    experiment = try ExperimentFile(path: folder.file(RunFolder.resolved), registry: registry)
      .experiment
    path = folder.file(RunFolder.preprocessing)
    let bytes = try File.read(path, limit: 64 << 20)
    guard let json = try? JSONValue(parsing: bytes), let preprocessing = Preprocessing(json: json)
    else { throw DamagedRun.unfitting(path, "is not what a run writes") }
    self.preprocessing = preprocessing
    weights = folder.file(RunFolder.weights)
    try check()
  }

  /// Everything that is indexed later must have the network's shape.
  private func check() throws(DamagedRun) {
    let inputs = experiment.structure[0]
    let outputs = experiment.structure[experiment.structure.count - 1]
    let features = preprocessing.features.count
    let classes = preprocessing.classes.count
    let columns = preprocessing.targets.count
    let fits =
      (features == 0 || features == inputs)
      && (classes == 0 || classes == outputs || classes == 2 && outputs == 1)
      && (columns == 0 || columns == outputs)
      && preprocessing.inputScaling?.fits(columns: inputs) ?? true
      && preprocessing.targetScaling?.fits(columns: outputs) ?? true
    if !fits { throw DamagedRun.unfitting(path, "does not fit the network") }
  }

  /// Predicts each row of a CSV input and writes a CSV output, header first.
  ///
  /// - Parameters:
  ///   - input: rows of inputs in the data set's own units
  ///   - threads: the number of threads
  ///   - write: receives the output in pieces
  /// - Throws: a `UserFacingError` that names row and column of what cannot be read, or the row
  ///   whose outputs are not finite
  public func predict(
    _ input: consuming CSVReader, threads: Int, write: (String) throws -> Void
  ) throws {
    switch experiment.precision {
    case .float32: try predict(input, in: Float.self, threads: threads, write: write)
    case .float64: try predict(input, in: Double.self, threads: threads, write: write)
    }
  }

  private func predict<T: Scalar>(
    _ input: consuming CSVReader, in type: T.Type, threads: Int, write: (String) throws -> Void
  ) throws {
    let network = Network<T>(
      structure: experiment.structure, activations: experiment.activations.map(\.component))
    try network.readWeights(from: weights)
    let compute = Compute<T>(workers: WorkerPool(threads: threads))
    let pass = ForwardPass<T>(structure: experiment.structure, capacity: 256)
    let format = PredictionFormat(
      preprocessing: preprocessing, isClassification: experiment.isClassification(preprocessing),
      outputs: experiment.structure[experiment.structure.count - 1])
    var rows = try InputRows(
      input, preprocessing: preprocessing, width: experiment.structure[0])
    try write(format.header)
    while true {
      let count = try rows.read(into: pass.inputs)
      if count == 0 { return }
      pass.run(network, count: count, compute: compute)
      let outputs = pass.outputs(count)
      var text = ""
      for row in 0..<count {
        guard (0..<outputs.columns).allSatisfy({ outputs[row, $0].isFinite }) else {
          throw DataError(
            rows.place(ofRow: row),
            "has values so large that the network's outputs are not finite numbers")
        }
        text += format.line(outputs.row(row))
      }
      try write(text)
    }
  }
}
