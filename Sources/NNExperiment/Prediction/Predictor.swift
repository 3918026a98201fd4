import NNConfig
public import NNCore
import NNData
import NNFiles

/// A trained network that predicts rows of CSV or of an array.
public struct Predictor {
  private let run: CompleteRun
  /// As text, numbers take several times their memory.
  private static let numbersAtATime = 100_000
  private let threads: Int
  private let instructionSet: InstructionSet

  /// Opens a complete run.
  ///
  /// - Parameters:
  ///   - run: the run's folder
  ///   - registry: the plugins that it can name
  ///   - threads: the number of threads
  ///   - instructionSet: the vector instructions to compute with
  /// - Throws: a `UserFacingError` if it is no complete run or is damaged
  public init(
    run: String, registry: Registry, threads: Int, instructionSet: InstructionSet
  ) throws {
    self.run = try CompleteRun(run, registry: registry)
    self.threads = threads
    self.instructionSet = instructionSet
  }

  /// What the columns of an array of predictions are: classes, or the target's columns.
  public var columnNames: [String] { run.outputNames }

  /// Predicts each row of an input.
  ///
  /// - Parameters:
  ///   - input: rows of inputs in the data set's own units
  ///   - output: where predictions go; a file appears only when it is complete
  ///   - hasHeader: whether CSV begins with the names of its columns; `nil` if the first row decides
  /// - Returns: what is doubtful about the inputs, a sentence each, and what to try
  /// - Throws: a `UserFacingError` that names row and column of what cannot be read, or the row
  ///   whose outputs are not finite
  public func predict(
    _ input: consuming PredictionInput, to output: PredictionOutput, hasHeader: Bool? = nil
  ) throws -> [String] {
    let preprocessing = run.preprocessing
    let width = run.experiment.structure[0]
    var watch = InputWatch(preprocessing, inputs: width)
    switch consume input {
    case .rows(let reader):
      try predict(
        InputRows(
          reader, preprocessing: preprocessing, width: width, hasHeader: hasHeader),
        to: output, &watch)
    case .array(let array, let name):
      try predict(
        ArrayRows(array, name: name, preprocessing: preprocessing, width: width),
        to: output, &watch)
    }
    return [watch?.doubt?.text].compactMap { $0 }
  }

  private func predict<Source: RowSource & ~Copyable>(
    _ rows: consuming Source, to output: PredictionOutput, _ watch: inout InputWatch?
  ) throws {
    switch run.experiment.precision {
    case .float32: try predict(rows, as: Float.self, .float32, to: output, &watch)
    case .float64: try predict(rows, as: Double.self, .float64, to: output, &watch)
    }
  }

  private func predict<Source: RowSource & ~Copyable, T: Scalar>(
    _ rows: consuming Source, as: T.Type, _ type: ElementType, to output: PredictionOutput,
    _ watch: inout InputWatch?
  ) throws {
    let format = PredictionFormat(
      preprocessing: run.preprocessing, task: run.task, outputs: run.outputCount)
    switch output {
    case .text(let write):
      try write(format.header)
      try forEachBatch(of: rows, in: T.self, &watch) { outputs, _ in
        try write(format.text(outputs))
      }
    case .csv(let path):
      var file = try AtomicFile(creating: path, link: .followed)
      try file.append(format.header)
      try forEachBatch(of: rows, in: T.self, &watch) { outputs, _ in
        try file.append(format.text(outputs))
      }
      try file.finish()
    case .npy(let path):
      var file = try NPYMatrixFile(creating: path, columns: format.columns, type: type)
      try forEachBatch(of: rows, in: T.self, &watch) { outputs, place in
        let values = format.values(outputs)
        if let index = values.firstIndex(where: { !$0.isFinite }) {
          throw DataError(
            place(index / format.columns),
            "has a prediction that is too large for \(type); write a .csv file")
        }
        try file.append(values)
      }
      try file.finish()
    }
  }

  /// Calls `body` with the outputs of batches of rows, all finite, and with a function that returns the
  /// place of a row.
  private func forEachBatch<Source: RowSource & ~Copyable, T: Scalar>(
    of rows: consuming Source, in type: T.Type, _ watch: inout InputWatch?,
    _ body: (Matrix<T>, _ place: (Int) -> String) throws -> Void
  ) throws {
    var rows = rows
    let network = try run.network(in: T.self)
    let compute = ComputeContext<T>(
      instructionSet: instructionSet, workers: WorkerPool(threads: threads))
    let pass = ActivationBuffers<T>(structure: run.experiment.structure, capacity: 256)
    while true {
      let count = try rows.read(into: pass.inputs, kernels: compute.kernels)
      if count == 0 { return try rows.checkUnchanged() }
      watch?.add(pass.inputs.prefix(count))
      pass.run(network, count: count, compute: compute)
      let outputs = pass.outputs(count)
      let rowsAtATime = max(1, Self.numbersAtATime / outputs.columns)
      for row in 0..<count {
        guard (0..<outputs.columns).allSatisfy({ outputs[row, $0].isFinite }) else {
          throw DataError(
            rows.place(ofRow: row),
            "has values so large that the network's outputs are not finite numbers")
        }
      }
      for start in stride(from: 0, to: count, by: rowsAtATime) {
        let piece = outputs.rows(start..<min(start + rowsAtATime, count))
        try body(piece) { rows.place(ofRow: start + $0) }
      }
    }
  }
}
