import NNData
import NNFiles

/// The file `metrics.csv` of a run that is being trained: a row for each evaluation and set.
struct MetricsFile: ~Copyable {
  private var file: HashedFile

  /// Makes a file with nothing but the names of its columns.
  init(creating path: String, task: Task) throws(FileError) {
    var file = try HashedFile(creating: path)
    try file.append("iteration,split,\(Metrics.csvHeader(for: task))\n")
    try file.flush()
    self.file = file
  }

  /// Goes on behind a mark, which must be right.
  init(continuing path: String, from mark: HashedFile.Mark) throws {
    file = try HashedFile(continuing: path, from: mark)
  }

  /// Appends the rows of an evaluation; a person can watch them come.
  mutating func append(_ metrics: TrainingMetrics) throws(FileError) {
    try file.append("\(metrics.iteration),train,\(metrics.train.csvRow)\n")
    if let test = metrics.test { try file.append("\(metrics.iteration),test,\(test.csvRow)\n") }
    try file.flush()
  }

  /// Makes all rows last.
  ///
  /// - Returns: a mark at the file's end
  @discardableResult
  mutating func sync() throws(FileError) -> HashedFile.Mark { try file.sync() }
}
