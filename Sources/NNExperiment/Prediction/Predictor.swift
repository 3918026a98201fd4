import NNConfig
public import NNCore
import NNData
import NNFiles

/// A trained network that predicts rows of CSV or of an array.
public struct Predictor {
  private let run: CompleteRun
  /// The maximum count of numbers to format at once: as text, they take several times their memory.
  private static let numbersAtATime = 100_000
  private let threads: Int
  private let instructionSet: InstructionSet

  /// Opens a complete run.
  ///
  /// - Parameters:
  ///   - run: the path of the run's folder or archive
  ///   - registry: the plugins that the run can name
  ///   - threads: the number of threads
  ///   - instructionSet: the vector instructions to compute with
  /// - Throws: a `UserFacingError` if there is no complete run at the path, or it is damaged
  public init(
    run: String, registry: Registry, threads: Int, instructionSet: InstructionSet
  ) throws {
    self.run = try CompleteRun(run, registry: registry)
    self.threads = threads
    self.instructionSet = instructionSet
  }

  /// The names of the columns in an array of predictions: classes, labels or target columns.
  public var columnNames: [String] { run.outputNames }

  /// Predicts each row of an input.
  ///
  /// - Parameters:
  ///   - input: rows of inputs in the data set's own units
  ///   - output: where predictions go; a file appears only when it is complete
  ///   - hasHeader: whether CSV begins with the names of its columns; `nil` to decide by its first
  ///     row
  /// - Returns: what is doubtful about the inputs and what to try, a sentence each
  /// - Throws: `DataError` that names row and column of a value that cannot be used, or the row
  ///   whose outputs are not finite; another `UserFacingError` if the input or the weights cannot
  ///   be read, or the output cannot be written; what a function that receives the output throws
  public func predict(
    _ input: consuming PredictionInput, to output: PredictionOutput, hasHeader: Bool? = nil
  ) throws -> [String] {
    let preprocessing = run.preprocessing
    let width = run.experiment.structure[0]
    var watch = InputWatch(preprocessing, inputs: width)
    switch output {
    case .csv(let path), .npy(let path): try run.checkOutput(path)
    case .text: break
    }
    switch consume input.content {
    case .csv(let reader):
      try predict(
        CSVRows(
          reader, preprocessing: preprocessing, width: width, hasHeader: hasHeader),
        to: output, &watch)
    case .array(let array, let name):
      if hasHeader != nil { throw UnexpectedHeader(name: name) }
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

  /// Calls `body` with the outputs of batches of rows, which are all finite, and with a function
  /// that returns the place of a row for messages.
  private func forEachBatch<Source: RowSource & ~Copyable, T: Scalar>(
    of rows: consuming Source, in type: T.Type, _ watch: inout InputWatch?,
    _ body: (Matrix<T>, _ place: (Int) -> String) throws -> Void
  ) throws {
    var rows = rows
    let network = try run.network(in: T.self)
    let compute = ComputeContext<T>(
      instructionSet: instructionSet, workers: WorkerPool(threads: threads))
    let buffers = ActivationBuffers<T>(structure: run.experiment.structure, capacity: 256)
    while true {
      let count = try rows.read(into: buffers.inputs, kernels: compute.kernels)
      if count == 0 { return try rows.checkUnchanged() }
      watch?.add(buffers.inputs.prefix(count))
      buffers.run(network, count: count, compute: compute)
      let outputs = buffers.outputs(count)
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
