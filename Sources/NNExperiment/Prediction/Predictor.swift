import NNConfig
import NNCore
import NNData
import NNFiles

/// A trained network that predicts rows of CSV or of an array.
public struct Predictor {
  private let run: CompleteRun

  /// Opens a complete run.
  ///
  /// - Parameters:
  ///   - run: the run's folder
  ///   - registry: the plugins that it can name
  /// - Throws: a `UserFacingError` if it is no complete run or is damaged
  public init(run: String, registry: Registry) throws {
    self.run = try CompleteRun(run, registry: registry)
  }

  /// Predicts each row of an input and writes a CSV output, header first.
  ///
  /// - Parameters:
  ///   - input: rows of inputs in the data set's own units
  ///   - threads: the number of threads
  ///   - write: receives the output in pieces
  /// - Throws: a `UserFacingError` that names row and column of what cannot be read, or the row
  ///   whose outputs are not finite
  public func predict(
    _ input: consuming PredictionInput, threads: Int, write: (String) throws -> Void
  ) throws {
    let preprocessing = run.preprocessing
    let width = run.experiment.structure[0]
    switch consume input {
    case .rows(let reader):
      try predict(
        InputRows(reader, preprocessing: preprocessing, width: width), threads: threads,
        write: write)
    case .array(let array, let name):
      try predict(
        ArrayRows(array, name: name, preprocessing: preprocessing, width: width),
        threads: threads, write: write)
    }
  }

  private func predict<Source: RowSource & ~Copyable>(
    _ rows: consuming Source, threads: Int, write: (String) throws -> Void
  ) throws {
    switch run.experiment.precision {
    case .float32: try predict(rows, in: Float.self, threads: threads, write: write)
    case .float64: try predict(rows, in: Double.self, threads: threads, write: write)
    }
  }

  private func predict<Source: RowSource & ~Copyable, T: Scalar>(
    _ rows: consuming Source, in type: T.Type, threads: Int, write: (String) throws -> Void
  ) throws {
    let (experiment, preprocessing) = (run.experiment, run.preprocessing)
    let network = try run.network(in: T.self)
    let compute = Compute<T>(workers: WorkerPool(threads: threads))
    let pass = ForwardPass<T>(structure: experiment.structure, capacity: 256)
    let format = PredictionFormat(
      preprocessing: preprocessing, isClassification: experiment.isClassification(preprocessing),
      outputs: experiment.structure[experiment.structure.count - 1])
    try write(format.header)
    while true {
      let count = try rows.read(into: pass.inputs, kernels: compute.kernels)
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
        format.append(outputs.row(row), to: &text)
      }
      try write(text)
    }
  }
}
