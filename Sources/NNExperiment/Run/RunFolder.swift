import NNFiles

/// The folder of one run and the names of the files in it.
struct RunFolder: Sendable {
  /// The folder, openable from the current folder.
  let path: String

  static let config = "config.yaml"
  static let resolved = "resolved.yaml"
  static let cost = "cost.csv"
  static let metrics = "metrics.csv"
  static let weights = "weights.npz"
  static let preprocessing = "preprocessing.json"
  static let record = "run.json"
  static let sums = "SHA256SUMS"
  /// From where an unfinished run can go on; only there while it is unfinished.
  static let checkpoint = "checkpoint.npz"
  static let previousCheckpoint = "checkpoint.previous.npz"
  /// Which process is training; only there while one is.
  static let process = "process.txt"

  /// What a repetition has to reproduce.
  static let results = [config, resolved, cost, metrics, weights, preprocessing]

  /// All files of a complete run.
  static let lasting = results + [record, sums]

  /// The path of a file in it.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Whether all results are there; the sums are written last.
  var isComplete: Bool { FileSystem.exists(file(Self.sums)) }

  /// What came out of the run in it.
  ///
  /// - Parameters:
  ///   - identity: the run that belongs in it
  ///   - note: is told if a result is there that belongs to another run and is not used
  /// - Returns: the result; `nil` if it has not been trained to an end
  /// - Throws: `RunError` that names a file of a complete run that is lost, or if a complete run is
  ///   another one
  func finishedReport(
    of identity: RunIdentity, note: (String) -> Void = { _ in }
  ) throws -> RunReport? {
    // Another process may be writing the results, the record and then the sums, or be removing the
    // sums and then the others: neither is damage.
    let wasComplete = isComplete
    let record = RunRecord.read(in: self)
    let isOther = record.map { $0.identity != identity.digest } ?? false
    guard wasComplete else {
      guard record?.report.status == .diverged else { return nil }
      if isOther {
        note("\(file(Self.record)): is of another run and not used")
        return nil
      }
      try? tidyUp()
      return record?.report
    }
    let lost =
      record == nil
      ? Self.record : Self.results.first { !FileSystem.exists(file($0)) }
    if lost == nil, !isOther {
      try? tidyUp()
      return record?.report
    }
    guard isComplete else { return nil }
    throw lost.map { RunError.file(file($0)) } ?? .otherRun(path)
  }

  /// Makes the folder and trains in it; two processes would write into each other's files.
  ///
  /// - Throws: what `training` throws; `RunInUse` if another process is training in the folder;
  ///   `LinkedRun` if it is a link to one
  func whileLocked<Result>(_ training: () throws -> Result) throws -> Result {
    if FileSystem.isLink(path) { throw LinkedRun(path: path) }
    try FileSystem.createDirectories(path)
    let result = try FileSystem.withLock(onFolder: path) {
      try FileSystem.removeUnfinishedFiles(in: path)
      try write(
        "process \(Machine.processNumber) on \(Machine.hostName) since \(Machine.now)\n",
        to: Self.process)
      defer { try? FileSystem.removeIfExists(file(Self.process)) }
      return try training()
    }
    guard let result else { throw RunInUse(path: path, process: lockingProcess) }
    return result
  }

  /// The process that trains in the folder: `process 4711 on host since 2026-11-24T12:00:00Z`.
  private var lockingProcess: String? {
    // It may have ended, or not have come to write it.
    guard let bytes = try? File.read(regular: file(Self.process), limit: 1 << 10) else {
      return nil
    }
    let text = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first
    return text.map(String.init)
  }

  /// Empties the folder for a new start: nothing of an earlier one can be taken for a result.
  func prepare() throws {
    for name in [Self.sums, Self.record] + Self.checkpoints + Self.results {
      try FileSystem.removeIfExists(file(name))
    }
  }

  private static let checkpoints = [checkpoint, previousCheckpoint]

  /// The last checkpoint from which an unfinished run can go on.
  ///
  /// - Parameters:
  ///   - training: what a checkpoint has to fit
  ///   - note: is told of checkpoints that are damaged or do not belong there, which are removed
  /// - Returns: the checkpoint; `nil` if there is none
  /// - Throws: `FileError` if one cannot be read, for it may be good
  func lastCheckpoint(
    of training: CheckpointedTraining, note: (String) -> Void
  ) throws -> Checkpoint? {
    for name in Self.checkpoints where FileSystem.exists(file(name)) {
      do {
        return try Checkpoint(name, in: self, of: training)
      } catch let error as FileError {
        throw error
      } catch {
        let isOther = if case DamagedCheckpoint.otherRun = error { true } else { false }
        note(
          "\(file(name)): is \(isOther ? "of another run" : "damaged") and not used"
            + (isOther ? "" : " (\(error))"))
        // The next checkpoint must not make it the previous one, in place of a good one.
        try FileSystem.removeIfExists(file(name))
      }
    }
    return nil
  }

  /// Removes the checkpoints of a run that has come to its end.
  func removeCheckpoints() throws(FileError) {
    for name in Self.checkpoints { try FileSystem.removeIfExists(file(name)) }
  }

  /// Removes what is left in a finished run's folder if its process was killed just then.
  private func tidyUp() throws {
    let left = (Self.checkpoints + [Self.process]).filter { FileSystem.exists(file($0)) }
    if left.isEmpty { return }
    try FileSystem.withLock(onFolder: path) {
      for name in left { try FileSystem.removeIfExists(file(name)) }
    }
  }

  /// Writes a file at once or not at all.
  func write(_ text: String, to name: String) throws {
    try AtomicFile.write(Array(text.utf8), to: file(name))
  }

  /// Declares the run complete.
  func writeSums() throws {
    let lines = try Self.results.map { name in
      try SHA256.line(name, ofFile: file(name))
    }
    try write(lines.joined(), to: Self.sums)
  }

  /// Checks that files of a complete run are as the run wrote them.
  ///
  /// - Parameters:
  ///   - names: the files; all results by default
  ///   - digest: reads a file and returns its SHA-256
  /// - Returns: the SHA-256 of each
  /// - Throws: `RunError` that names the first one that is not
  @discardableResult
  func verify(
    _ names: [String] = results,
    digest: (_ path: String) throws -> String = SHA256.hexDigest(ofFile:)
  ) throws -> [String: String] {
    let sums = try File.read(regular: file(Self.sums), limit: 1 << 16)
    let lines = String(decoding: sums, as: UTF8.self).split(separator: "\n")
    var digests: [String: String] = [:]
    for name in names {
      guard let digest = try? digest(file(name)), lines.contains("\(digest)  \(name)") else {
        throw RunError.file(file(name))
      }
      digests[name] = digest
    }
    return digests
  }

  /// Points `latest` beside the folder to it.
  func linkAsLatest() throws {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    let link = (parts.dropLast() + ["latest"]).joined(separator: "/")
    try FileSystem.replaceSymbolicLink(at: link, to: String(parts.last ?? ""))
  }
}

/// A link where a run's folder belongs. Whoever hands on a folder of runs could let it lead anywhere.
struct LinkedRun: UserFacingError {
  let path: String

  var exitStatus: ExitStatus { .cannotCreate }

  var description: String {
    "\(path): is a link, and a run is trained in a folder of its own; remove the link, or put the folder "
      + "that it leads to in its place"
  }
}

/// A run that another process is training.
struct RunInUse: UserFacingError {
  let path: String
  let process: String?

  var exitStatus: ExitStatus { .tryAgain }

  var description: String {
    "\(path): is being trained by \(process ?? "another process"); repeat the command when that has ended"
  }
}
