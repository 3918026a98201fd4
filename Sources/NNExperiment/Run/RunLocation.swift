import NNFiles

/// Where a complete run is: in its folder, or in an archive, which is unpacked as long as this value
/// exists.
struct RunLocation {
  /// The folder or archive as it was named.
  let path: String
  /// The run's folder, or that into which its archive is unpacked.
  let folder: RunFolder
  /// Whether it is an archive.
  var isArchive: Bool { unpacked != nil }
  private let unpacked: ScratchFolder?

  /// Finds a run.
  ///
  /// - Parameter path: the folder, or the archive
  /// - Throws: a `UserFacingError` if no complete run is there, or if it is a damaged archive
  init(_ path: String) throws {
    guard FileSystem.exists(path) else { throw FileError.notFound(path, hint: nil) }
    self.path = path
    unpacked = FileSystem.isDirectory(path) ? nil : try RunArchive.extract(path)
    // `latest` may be pointed to another run meanwhile.
    folder = RunFolder(path: unpacked?.path ?? FileSystem.followingLink(path))
    if folder.isComplete { return }
    guard FileSystem.exists(folder.file(RunFolder.config)) else { throw RunError.notARun(path) }
    let isDiverged = RunRecord.read(in: folder)?.report.status == .diverged
    throw isDiverged ? RunError.diverged(path) : .incomplete(path)
  }

  /// The error for a file of the run that does not belong to its others.
  func inconsistent(_ name: String, _ reason: String) -> RunError {
    isArchive
      ? .inconsistentArchive(path, file: name, reason)
      : .inconsistent(folder.file(name), reason)
  }
}
