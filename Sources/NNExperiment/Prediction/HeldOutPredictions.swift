import NNCore
import NNData
import NNFiles

/// The predictions of the rows that were drawn from the data for a set, and what is true of them,
/// in a file. Nothing else says which rows these are.
///
/// Each row has the index of the row of the data and, for CSV, its line in the file, then what is
/// true, and then what `nnrun predict` says of it.
struct HeldOutPredictions<T: Scalar> {
  private let evaluator: Evaluator<T>
  private let format: PredictionFormat

  /// The predictions of a network.
  ///
  /// - Parameters:
  ///   - evaluator: has the network
  ///   - preprocessing: what the training set determined
  init(_ evaluator: Evaluator<T>, preprocessing: Preprocessing) {
    self.evaluator = evaluator
    format = PredictionFormat(
      preprocessing: preprocessing, task: evaluator.task, outputs: evaluator.network.outputCount,
      place: .afterTruth)
  }

  /// Writes the predictions of the samples of a set as CSV, in the order of the data.
  ///
  /// - Parameters:
  ///   - samples: the samples
  ///   - path: the file
  /// - Throws: `FileError` if it cannot be written
  func write(_ samples: Samples, to path: String) throws {
    var file = try AtomicFile(creating: path)
    let places = samples.line(of: 0) == nil ? ["index"] : ["index", "line"]
    let names = (places + format.truthNames).map { $0.csvField(.comma) }
    try file.append(format.header(LineFrame(columns: names.joined(separator: ","))))
    let rowsAtATime = PredictionFormat.rowsAtATime(outputs: evaluator.network.outputCount)
    try evaluator.forEachPiece(of: samples) { piece in
      let count = piece.outputs.rows
      for start in stride(from: 0, to: count, by: rowsAtATime) {
        let rows = piece.outputs.rows(start..<min(start + rowsAtATime, count))
        try file.append(
          format.text(rows) { LineFrame(columns: columns(ofRow: start + $0, piece, samples)) })
      }
    }
    try file.finish()
  }

  /// What precedes the predictions of a sample.
  private func columns(
    ofRow row: Int, _ piece: EvaluatedPiece<T>, _ samples: Samples
  ) -> String {
    let sample = piece.first + row
    let line = samples.line(of: sample).map { "\($0)," } ?? ""
    return "\(samples.dataRow(of: sample)),\(line)"
      + format.truth(ofRow: row, in: piece, of: samples)
  }
}
