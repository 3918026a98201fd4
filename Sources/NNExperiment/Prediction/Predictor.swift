import NNConfig
public import NNCore
import NNData
import NNFiles

/// A trained network that predicts rows of CSV or of an array.
public struct Predictor {
  private let run: CompleteRun
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

  /// The keys under which inputs are in a file like that of the run's data set, if this is one of
  /// named arrays: those of data that were not trained on come first.
  public var inputKeys: [String] { run.experiment.loader.component.inputKeys.reversed() }

  /// Predicts each row of an input.
  ///
  /// - Parameters:
  ///   - input: rows of inputs in the data set's own units
  ///   - output: where predictions go; a file appears only when it is complete
  ///   - hasHeader: whether CSV begins with the names of its columns; `nil` to decide by its first
  ///     row
  ///   - isAppended: whether predictions follow the columns of the input, which has to be CSV, as
  ///     does the output
  ///   - note: receives what the user should know before there are predictions, a sentence each
  /// - Returns: what is doubtful about the inputs and what to try, a sentence each
  /// - Throws: `DataError` that names row and column of a value that cannot be used, or the row
  ///   whose outputs are not finite; another `UserFacingError` if the input or the weights cannot
  ///   be read, or the output cannot be written; what a function that receives the output throws
  public func predict(
    _ input: consuming PredictionInput, to output: PredictionOutput, hasHeader: Bool? = nil,
    isAppended: Bool = false, note: (String) -> Void = { _ in }
  ) throws -> [String] {
    let preprocessing = run.preprocessing
    let width = run.experiment.structure[0]
    var watch = InputWatch(preprocessing, inputs: width)
    switch output {
    case .csv(let path), .npy(let path): try run.checkOutput(path)
    case .text: break
    }
    let format = PredictionFormat(
      preprocessing: preprocessing, task: run.task, outputs: run.outputCount,
      place: isAppended ? .afterInput : .alone)
    switch consume input.content {
    case .csv(let reader):
      var rows = try CSVRows.reading(
        reader, preprocessing: preprocessing, width: width, hasHeader: hasHeader,
        isAppended: isAppended)
      // A file of predictions that is there already is worth more than one without any.
      if output.isFile { try rows.requireRow() }
      if isAppended { try rows.checkNames(format.columnNames) }
      rows.note.map(note)
      try predict(rows, to: output, format, &watch)
    case .array(let array, let name):
      if hasHeader != nil { throw UnexpectedArray(name: name, option: .header) }
      if isAppended { throw UnexpectedArray(name: name, option: .append) }
      try predict(
        ArrayRows(array, name: name, preprocessing: preprocessing, width: width),
        to: output, format, &watch)
    }
    return [watch?.doubt?.text].compactMap { $0 }
  }

  private func predict<Source: RowSource & ~Copyable>(
    _ rows: consuming Source, to output: PredictionOutput, _ format: PredictionFormat,
    _ watch: inout InputWatch?
  ) throws {
    switch run.experiment.precision {
    case .float32: try predict(rows, as: Float.self, .float32, to: output, format, &watch)
    case .float64: try predict(rows, as: Double.self, .float64, to: output, format, &watch)
    }
  }

  private func predict<Source: RowSource & ~Copyable, T: Scalar>(
    _ rows: consuming Source, as: T.Type, _ type: ElementType, to output: PredictionOutput,
    _ format: PredictionFormat, _ watch: inout InputWatch?
  ) throws {
    switch output {
    case .text(let write):
      if let frame = rows.headerFrame { try write(format.header(frame)) }
      try forEachBatch(of: rows, in: T.self, &watch) { outputs, first, rows in
        try write(format.text(outputs) { rows.frame(ofRow: first + $0) })
      }
    case .csv(let path):
      var file = try AtomicFile(creating: path, link: .followed)
      if let frame = rows.headerFrame { try file.append(format.header(frame)) }
      try forEachBatch(of: rows, in: T.self, &watch) { outputs, first, rows in
        try file.append(format.text(outputs) { rows.frame(ofRow: first + $0) })
      }
      try file.finish()
    case .npy(let path):
      var file = try NPYMatrixFile(creating: path, columns: format.columns, type: type)
      try forEachBatch(of: rows, in: T.self, &watch) { outputs, first, rows in
        let values = format.values(outputs)
        if let index = values.firstIndex(where: { !$0.isFinite }) {
          throw DataError(
            rows.place(ofRow: first + index / format.columns),
            "has a prediction that is too large for \(type); write a .csv file")
        }
        try file.append(values)
      }
      try file.finish()
    }
  }

  /// Calls `body` with the outputs of some rows of a batch, which are all finite, the first of
  /// these rows, and the source of the batch.
  private func forEachBatch<Source: RowSource & ~Copyable, T: Scalar>(
    of rows: consuming Source, in type: T.Type, _ watch: inout InputWatch?,
    _ body: (Matrix<T>, _ first: Int, _ rows: borrowing Source) throws -> Void
  ) throws {
    var rows = rows
    let network = try run.network(in: T.self)
    let compute = ComputeContext<T>(
      instructionSet: instructionSet,
      workers: WorkerPool(threads: threads, sparing: MemoryEstimate.use(of: run.experiment)))
    let buffers = ActivationBuffers<T>(
      structure: run.experiment.structure, capacity: 256, hasInputRows: true)
    while true {
      let count = try rows.read(into: buffers.inputRows, kernels: compute.kernels)
      if count == 0 { return try rows.checkUnchanged() }
      watch?.add(buffers.inputRows.prefix(count))
      buffers.run(network, count: count, compute: compute)
      let outputs = buffers.outputs(count)
      let rowsAtATime = PredictionFormat.rowsAtATime(outputs: outputs.columns)
      let failed = (0..<count).first { row in
        !(0..<outputs.columns).allSatisfy { outputs[row, $0].isFinite }
      }
      let end = failed ?? count
      for start in stride(from: 0, to: end, by: rowsAtATime) {
        try body(outputs.rows(start..<min(start + rowsAtATime, end)), start, rows)
      }
      if let failed {
        throw DataError(
          rows.place(ofRow: failed),
          "has values so large that the network's outputs are not finite numbers")
      }
    }
  }
}
