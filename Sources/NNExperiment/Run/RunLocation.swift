import NNFiles

/// Where a run is: in its folder, or in an archive. An archive is unpacked into a folder
/// that exists as long as this value.
struct RunLocation {
  /// The path of the folder or archive, as the user named it.
  let path: String
  /// The run's folder, or the folder into which its archive is unpacked.
  let folder: RunFolder
  /// Whether the run is in an archive.
  var isArchive: Bool { unpacked != nil }
  private let unpacked: ScratchFolder?

  /// Finds a run, however far it is.
  ///
  /// - Parameter path: the folder, or the archive
  /// - Throws: `FileError` if the path does not exist or cannot be read; `RunError` if it is a file
  ///   that is not an archive, or the folder of a sweep; `ZipError` if it is a damaged archive
  init(unchecked path: String) throws {
    guard try FileSystem.isThere(path) else {
      throw FileError.notFound(
        path, hint: FileSystem.isLink(path) ? RunError.hintAtOthers(beside: path) : nil)
    }
    self.path = path
    unpacked = FileSystem.isDirectory(path) ? nil : try RunArchive.extract(path)
    // Meanwhile, another process may make `latest` point to another run.
    folder = RunFolder(path: unpacked?.path ?? FileSystem.followingLink(path))
    let filesOfSweep = [SweepFolder.sweep, SweepFolder.trials]
    if filesOfSweep.map(folder.file).allSatisfy(FileSystem.exists) { throw RunError.sweep(path) }
  }

  /// Finds a complete run.
  ///
  /// - Parameter path: the folder, or the archive
  /// - Throws: what `init(unchecked:)` throws; `RunError` if it is not a complete run
  init(_ path: String) throws {
    try self.init(unchecked: path)
    if try folder.isComplete { return }
    guard FileSystem.exists(folder.file(RunFolder.config)) else { throw RunError.notARun(path) }
    let isDiverged = try RunRecord.read(in: folder)?.report.status == .diverged
    if isDiverged { throw RunError.diverged(path) }
    let process = TrainingProcess(in: folder)
    throw RunError.incomplete(
      path, process: process.flatMap { $0.isDistant || !$0.mayRun ? nil : $0.text })
  }

  /// What messages call a file of the run.
  func name(of file: String) -> String { isArchive ? "\(path): \(file)" : folder.file(file) }

  /// Uses the run, and lets errors call files of an archive by names that a user knows: the folder
  /// into which it is unpacked is gone by the time they are read.
  ///
  /// - Parameter body: uses the run
  /// - Returns: what `body` returns
  /// - Throws: what `body` throws, with other names in it
  func naming<Result>(_ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch RunError.damagedFile(let file) where isArchive {
      throw RunError.inconsistentArchive(
        path, file: FileSystem.name(of: file), "is missing or damaged")
    } catch let error as any UserFacingError where isArchive {
      throw RenamedError(error, [("\(folder.path)/", "\(path): ")]) ?? error
    }
  }

  /// The error for a file of the run that does not fit the others.
  ///
  /// - Parameters:
  ///   - name: the name of the file
  ///   - reason: what is wrong with it, a phrase that follows the name
  /// - Returns: the error
  func inconsistent(_ name: String, _ reason: String) -> RunError {
    isArchive
      ? .inconsistentArchive(path, file: name, reason)
      : .inconsistent(folder.file(name), reason)
  }
}
