import NNFiles

/// The file `metrics.csv` of a run that is being trained: a row for each evaluation and set.
struct MetricsFile: ~Copyable {
  private var file: AppendingFile

  /// Makes a file with nothing but the names of its columns.
  init(creating path: String, isClassification: Bool) throws {
    var file = try AppendingFile(creating: path)
    try file.append("iteration,split,\(Metrics.csvHeader(isClassification: isClassification))\n")
    try file.flush()
    self.file = file
  }

  /// Appends the rows of an evaluation; a person can watch them come.
  mutating func append(_ metrics: TrainingMetrics) throws {
    try file.append("\(metrics.iteration),train,\(metrics.train.csvRow)\n")
    if let test = metrics.test { try file.append("\(metrics.iteration),test,\(test.csvRow)\n") }
    try file.flush()
  }

  /// Makes all rows last.
  mutating func sync() throws { try file.sync() }
}
