import NNConfig
import NNCore
import NNData
import NNFiles

/// A complete run that a run with more iterations continues: they differ in nothing else, and
/// nothing in them depends on the number of iterations, so the longer one begins with the bytes of
/// the shorter one.
struct ShorterRun {
  /// Its folder.
  let folder: RunFolder
  /// Its result.
  let report: RunReport

  /// A complete run.
  ///
  /// - Parameters:
  ///   - path: the path of its folder
  ///   - identity: what it has in common with the longer run
  init?(_ path: String, identity: String) {
    folder = RunFolder(path: path)
    guard (try? folder.isComplete) ?? false, let content = try? RunRecord.content(in: folder),
      content[RunRecord.anyLengthKey]?.string == identity,
      let report = RunReport(run: path, record: content), report.status == .alreadyComplete,
      report.iterations > 0
    else { return nil }
    self.report = report
  }

  /// Writes what the optimizer remembers after the last iteration, if it remembers anything.
  ///
  /// - Parameters:
  ///   - state: the state after the last iteration
  ///   - folder: the folder of the run
  /// - Throws: `FileError` if it cannot be written
  static func writeSlots<T>(of state: TrainingState<T>, to folder: RunFolder) throws {
    let slots = state.slotArrays
    if slots.isEmpty { return }
    let digest = Checkpoint.digest(state.arrays.map(\.array))
    let bytes = Array(JSONValue.object([("arrays_sha256", .string(digest))]).text.utf8)
    try NPZFile.write(
      slots + [(key: "state", array: NPYArray(shape: [bytes.count], elements: .uint8(bytes)))],
      to: folder.file(RunFolder.slots))
  }

  /// Begins the files of the longer run: costs, metrics and a checkpoint.
  ///
  /// - Parameters:
  ///   - other: the folder of the longer run
  ///   - identity: its identity
  ///   - experiment: its experiment
  ///   - splits: the sets of the data set
  /// - Throws: `RunError` or another error of bad data if a file of this run is damaged;
  ///   `FileError` if a file cannot be read or written
  func begin(
    _ other: RunFolder, as identity: RunIdentity, experiment: Experiment, splits: [Split]
  ) throws {
    try folder.verify([RunFolder.cost, RunFolder.metrics, RunFolder.weights])
    let arrays = try self.arrays(of: experiment)
    let iterations = report.iterations
    let costs = try copy(RunFolder.cost, lines: iterations + 1, to: other)
    // The longer run makes the last evaluation of this one only if one is due then.
    let every = experiment.evaluateEvery
    let evaluations = every > 0 ? (iterations - 1) / every : 0
    let metrics = try copy(RunFolder.metrics, lines: 1 + evaluations * splits.count, to: other)
    guard let cost = report.cost else { throw RunError.damagedFile(folder.file(RunFolder.record)) }
    let state = Checkpoint.State(
      identity: identity.digest, iteration: iterations, cost: cost, costs: costs, metrics: metrics,
      trainSeconds: report.trainSeconds, totalSeconds: report.totalSeconds,
      history: RunHistory(started: Machine.now), hasBest: false, stopping: StoppingProgress())
    try Checkpoint.write(state, arrays: arrays, to: other)
  }

  /// The arrays of the state after the last iteration.
  private func arrays(of experiment: Experiment) throws -> [(key: String, array: NPYArray)] {
    let keys = TrainingState<Float>.shapes(
      structure: experiment.structure, optimizer: experiment.optimizer.component, hasBest: false
    ).map(\.key)
    // An empty array and the weights of each layer come first.
    let slotKeys = Array(keys.dropFirst(experiment.structure.count))
    var arrays = try read(RunFolder.weights, Array(keys.prefix(experiment.structure.count)))
    if slotKeys.isEmpty { return arrays }
    arrays += try read(RunFolder.slots, slotKeys)
    guard let state = try read(RunFolder.slots, ["state"]).first,
      case .uint8(let bytes) = state.array.elements, let json = try? JSONValue(parsing: bytes),
      json["arrays_sha256"]?.string == Checkpoint.digest(arrays.map(\.array))
    else { throw RunError.damagedFile(folder.file(RunFolder.slots)) }
    return arrays
  }

  private func read(
    _ name: String, _ keys: [String]
  ) throws -> [(key: String, array: NPYArray)] {
    let path = folder.file(name)
    guard FileSystem.isRegularFile(path) else { throw RunError.damagedFile(path) }
    let arrays = try NPZFile.read(path, keys: keys).compactMap { NPYArray($0) }
    guard arrays.count == keys.count else { throw RunError.damagedFile(path) }
    return zip(keys, arrays).map { (key: $0, array: $1) }
  }

  /// Copies the first lines of a file.
  ///
  /// - Returns: the position at the end of the copy
  /// - Throws: `RunError.damagedFile` if there are fewer; `FileError`
  private func copy(
    _ name: String, lines: Int, to other: RunFolder
  ) throws -> ChecksummedFile.Position {
    var file = try AtomicFile(creating: other.file(name))
    var hash = SHA256()
    var length = 0
    var left = lines
    try File.forEachChunk(of: folder.file(name)) { chunk in
      var end = chunk.startIndex
      while left > 0, let lineEnd = chunk[end...].firstIndex(of: 0x0A) {
        end = lineEnd + 1
        left -= 1
      }
      // The rest of the chunk is the beginning of a line.
      let part = UnsafeRawBufferPointer(rebasing: left > 0 ? chunk[...] : chunk[..<end])
      hash.update(part)
      length += part.count
      try file.append(Array(part))
    }
    guard left == 0 else { throw RunError.damagedFile(folder.file(name)) }
    try file.finish()
    return ChecksummedFile.Position(length: length, digest: hash.hexDigest)
  }
}
