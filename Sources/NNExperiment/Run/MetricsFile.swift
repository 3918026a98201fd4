import NNData
import NNFiles

/// The file `metrics.csv` of a run that is being trained: a row for each evaluation and set.
struct MetricsFile: ~Copyable {
  private var file: ChecksummedFile

  /// Makes a file that has only its header.
  ///
  /// - Throws: `FileError` if it cannot be created or written
  init(creating path: String, task: Task) throws(FileError) {
    var file = try ChecksummedFile(creating: path)
    try file.append(Self.header(for: task) + "\n")
    try file.flush()
    self.file = file
  }

  /// The names of the columns.
  static func header(for task: Task) -> String {
    "iteration,split,\(Metrics.csvHeader(for: task))"
  }

  /// The beginning of a row.
  static func rowStart(iteration: Int, split: Split) -> String {
    "\(iteration),\(split.rawValue),"
  }

  /// Opens a file to append to it after the evaluations that precede a checkpoint.
  ///
  /// - Throws: `FileError` if it cannot be opened, or is shorter than the prefix
  init(continuing path: String, after prefix: ChecksummedFile.Prefix) throws(FileError) {
    file = try ChecksummedFile(continuing: path, after: prefix)
  }

  /// Appends the rows of an evaluation, and flushes them for those who watch the file.
  ///
  /// - Throws: `FileError` if they cannot be written
  mutating func append(_ metrics: TrainingMetrics) throws(FileError) {
    for (split, measured) in metrics.sets {
      let start = Self.rowStart(iteration: metrics.iteration, split: split)
      try file.append("\(start)\(measured.csvRow)\n")
    }
    try file.flush()
  }

  /// Flushes all rows to stable storage.
  ///
  /// - Returns: the position at the file's end
  /// - Throws: `FileError` if they cannot be written
  @discardableResult
  mutating func sync() throws(FileError) -> ChecksummedFile.Position { try file.sync() }
}
