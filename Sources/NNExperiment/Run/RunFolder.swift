import NNData
import NNFiles

/// The folder of a run, and the names of the files in it.
struct RunFolder: Sendable {
  /// Its path, which can be opened from the current folder.
  let path: String

  /// The folder of all runs, unless another one is named.
  static let defaultDirectory = "runs"

  /// The name of the link to the latest run.
  static let latest = "latest"
  static let config = "config.yaml"
  static let resolved = "resolved.yaml"
  static let cost = "cost.csv"
  static let metrics = "metrics.csv"
  static let weights = "weights.npz"
  static let preprocessing = "preprocessing.json"
  static let record = "run.json"
  static let checksums = "SHA256SUMS"
  /// Where an unfinished run resumes; deleted when the run is finished.
  static let checkpoint = "checkpoint.npz"
  static let previousCheckpoint = "checkpoint.previous.npz"
  /// What the optimizer remembers after the last iteration, from which a longer run continues.
  static let slots = "slots.npz"
  /// Names the process that is training; exists only while one is.
  static let process = "process.txt"

  /// The settings and results of each run, whose checksums are recorded.
  static let results = [config, resolved, cost, metrics, weights, preprocessing]

  /// The predictions of a set whose rows were drawn from the data: further results of a run.
  static func predictions(_ split: Split) -> String { "\(split.rawValue)_predictions.csv" }

  /// The results that some runs have.
  private static let furtherResults = [Split.validation, .test].map(predictions)

  /// All files that a complete run can have.
  static let allFiles = results + furtherResults + [record, checksums]

  /// Whether a folder of runs has any of an experiment of this name, as far as it can be listed.
  static func hasRuns(named name: String, in directory: String) -> Bool {
    let names = (try? FileSystem.names(in: directory)) ?? []
    return names.contains { $0.hasPrefix("\(name)-") }
  }

  /// The path of a file in the folder.
  func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Whether all results are there; the checksums are written last.
  ///
  /// - Throws: `FileError` if the folder may not be entered
  var isComplete: Bool {
    get throws(FileError) { try FileSystem.isThere(file(Self.checksums)) }
  }

  /// The result of the run in the folder, if it has been trained to an end.
  ///
  /// - Parameters:
  ///   - identity: the run that belongs in the folder
  ///   - note: receives a message if there is a result that belongs to another run and is not used
  /// - Returns: the result; `nil` if there is none
  /// - Throws: `RunError.damagedFile` if a file of a complete run is missing; `RunError.otherRun`
  ///   if the folder has another complete run; `FileError` if the folder or the record cannot be
  ///   read
  func finishedReport(
    of identity: RunIdentity, note: (String) -> Void = { _ in }
  ) throws -> RunReport? {
    // Another process may be writing the results, the record and then the checksums, or be removing
    // the checksums and then the others: neither is damage.
    let wasComplete = try isComplete
    let record = try RunRecord.read(in: self)
    let isOther = record.map { $0.identity != identity.digest } ?? false
    guard wasComplete else {
      guard record?.report.status == .diverged else { return nil }
      if isOther {
        note("\(file(Self.record)): belongs to another run and is not used")
        return nil
      }
      try? tidyUp()
      return record?.report
    }
    let lost = record == nil ? Self.record : lostResult
    if lost == nil, !isOther {
      try? tidyUp()
      return record?.report
    }
    guard try isComplete else { return nil }
    throw lost.map { RunError.damagedFile(file($0)) } ?? .otherRun(path)
  }

  /// The first result of a complete run that is not there; `nil` if all are.
  var lostResult: String? {
    recordedResults.first { !FileSystem.exists(file($0)) }
  }

  /// The names of the results of a complete run: those of each run, and those whose checksums are
  /// recorded.
  var recordedResults: [String] { Self.results(recordedIn: (try? checksumLines) ?? []) }

  private static func results(recordedIn lines: [Substring]) -> [String] {
    results + furtherResults.filter { name in lines.contains { $0.hasSuffix("  \(name)") } }
  }

  /// The names of all files of a complete run.
  var completeFiles: [String] { recordedResults + [Self.record, Self.checksums] }

  private var checksumLines: [Substring] {
    get throws {
      let checksums = try File.read(regular: file(Self.checksums), limit: 1 << 16)
      return String(decoding: checksums, as: UTF8.self).split(separator: "\n")
    }
  }

  /// Makes the folder and trains in it, while a lock keeps other processes from training there.
  ///
  /// - Parameter training: trains
  /// - Returns: what `training` returns
  /// - Throws: `RunInUse` if another process is training in the folder; `LinkedRun` if the path is
  ///   a link; `FileError` if the folder cannot be made or locked; what `training` throws
  func whileLocked<Result>(_ training: () throws -> Result) throws -> Result {
    if FileSystem.isLink(path) { throw LinkedRun(path: path) }
    do {
      try FileSystem.createDirectories(path)
    } catch {
      throw error.advisingOtherFolder
    }
    let result = try FileSystem.withLock(onFolder: path) {
      do {
        try FileSystem.removeUnfinishedFiles(in: path)
        try write(
          TrainingProcess.current + "\n", to: Self.process)
      } catch let error as FileError {
        throw error.advisingOtherFolder
      }
      defer { try? FileSystem.removeIfExists(file(Self.process)) }
      return try training()
    }
    // The process may have ended meanwhile, or not have written the file yet.
    guard let result else {
      throw RunInUse(path: path, process: TrainingProcess(in: self)?.text)
    }
    return result
  }

  /// Removes the files of an earlier training, so that none can be taken for one of the new
  /// training.
  ///
  /// - Throws: `FileError` if a file cannot be removed
  func removeEarlierFiles() throws {
    // In this order, a complete run becomes an incomplete one, never a damaged one.
    for name in [Self.checksums, Self.record] + Self.checkpoints + Self.results
      + Self.furtherResults + [Self.slots]
    {
      try FileSystem.removeIfExists(file(name))
    }
  }

  private static let checkpoints = [checkpoint, previousCheckpoint]

  /// Whether there is a checkpoint, good or not.
  var hasCheckpoint: Bool { Self.checkpoints.contains { FileSystem.exists(file($0)) } }

  /// The last checkpoint from which an unfinished run can resume. Checkpoints that are damaged or
  /// belong to another run are removed.
  ///
  /// - Parameters:
  ///   - training: what a checkpoint has to fit
  ///   - note: receives a message about each checkpoint that is removed
  /// - Returns: the checkpoint; `nil` if there is none
  /// - Throws: `FileError` if a checkpoint cannot be read, because it may be good, or cannot be
  ///   removed
  func lastCheckpoint(
    of training: CheckpointedTraining, note: (String) -> Void
  ) throws -> Checkpoint? {
    for name in Self.checkpoints where FileSystem.exists(file(name)) {
      do {
        return try Checkpoint(name, in: self, of: training)
      } catch let error as FileError {
        throw error
      } catch {
        let isOther = if case CheckpointError.otherRun = error { true } else { false }
        note(
          "\(file(name)): "
            + (isOther
              ? "belongs to another run and is not used" : "is damaged and not used (\(error))"))
        // Otherwise the next checkpoint would keep this one as the previous one, not a good one.
        try FileSystem.removeIfExists(file(name))
      }
    }
    return nil
  }

  /// Removes the checkpoints of a finished run.
  ///
  /// - Throws: `FileError` if one cannot be removed
  func removeCheckpoints() throws(FileError) {
    for name in Self.checkpoints { try FileSystem.removeIfExists(file(name)) }
  }

  /// Removes what a process leaves in the folder of a finished run if it is killed at the very end.
  private func tidyUp() throws {
    let left = (Self.checkpoints + [Self.process]).filter { FileSystem.exists(file($0)) }
    if left.isEmpty { return }
    try FileSystem.withLock(onFolder: path) {
      for name in left { try FileSystem.removeIfExists(file(name)) }
    }
  }

  /// Writes a file atomically.
  ///
  /// - Throws: `FileError` if it cannot be written
  func write(_ text: String, to name: String) throws {
    try AtomicFile.write(Array(text.utf8), to: file(name))
  }

  /// Writes the checksums of the results, which makes the run complete.
  ///
  /// - Parameter drawn: the sets whose predictions are among them
  /// - Throws: `FileError` if a result cannot be read, or the checksums cannot be written
  func writeChecksums(predictionsOf drawn: [Split]) throws {
    let lines = try (Self.results + drawn.map(Self.predictions)).map { name in
      try SHA256.line(name, ofFile: file(name))
    }
    try write(lines.joined(), to: Self.checksums)
  }

  /// Verifies the checksums of files of a complete run.
  ///
  /// - Parameters:
  ///   - names: the files; all results by default
  ///   - digest: reads a file and returns its SHA-256
  /// - Returns: the SHA-256 of each
  /// - Throws: `RunError.damagedFile` for the first file that is missing or has changed;
  ///   `FileError` if it or the checksums cannot be read
  @discardableResult
  func verify(
    _ names: [String]? = nil,
    digest: (_ path: String) throws -> String = SHA256.hexDigest(ofFile:)
  ) throws -> [String: String] {
    let lines = try checksumLines
    var digests: [String: String] = [:]
    for name in names ?? Self.results(recordedIn: lines) {
      let found: String?
      do {
        found = try digest(file(name))
      } catch let error as FileError where error.isFaultOfFile {
        found = nil
      }
      guard let digest = found, lines.contains("\(digest)  \(name)") else {
        throw RunError.damagedFile(file(name))
      }
      digests[name] = digest
    }
    return digests
  }

  /// Makes the link `latest` beside the folder point to it.
  ///
  /// - Parameter note: receives a message if that is not possible, which does the run no harm
  func linkAsLatest(note: (String) -> Void) {
    let link = "\(FileSystem.folder(of: path))/\(Self.latest)"
    do {
      try FileSystem.replaceSymbolicLink(at: link, to: FileSystem.name(of: path))
    } catch {
      note("\(error); the run is \(path)")
    }
  }
}

/// A link where a run's folder should be. A folder of runs may come from anybody, and its links
/// could lead anywhere.
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

  /// What keeps the run from being trained.
  var reason: String { "\(path): is being trained by \(process ?? "another process")" }

  var description: String { "\(reason); repeat the command when that process has ended" }
}
