import NNFiles

/// A run that cannot be used.
enum RunError: UserFacingError {
  /// A file of a complete run is missing, or is not as the run wrote it.
  case damagedFile(String)
  /// The path is neither a run's folder nor an archive of a run.
  case notARun(String)
  /// The path is the folder of a sweep.
  case sweep(String)
  /// The run in the folder has not been trained to its end, perhaps because the process is still
  /// training it.
  case incomplete(String, process: String?)
  /// The run in the folder diverged, so it has no network.
  case diverged(String)
  /// The folder has the files of a complete run that belongs in another folder.
  case otherRun(String)
  /// A file does not fit the other files of the run, for a reason.
  case inconsistent(String, String)
  /// The same for a file in an archive.
  case inconsistentArchive(String, file: String, String)

  var exitStatus: ExitStatus { .badData }

  var description: String {
    switch self {
    case .damagedFile(let path):
      "\(path): is missing or damaged; train the run again with --force"
    case .notARun(let path) where FileSystem.name(of: path) == RunFolder.latest:
      "\(path): \(Self.kind(ofLatest: path)); \(Self.hintAtOthers(beside: path))"
    case .notARun(let path):
      "\(path): is not a run; name a run folder (runs/latest) or an archive (.zip)"
    case .sweep(let path):
      "\(path): is the folder of a sweep, not of a run; to train what is missing and show its runs: "
        + "nnrun sweep \(FileSystem.path(SweepFolder.sweep, in: path).shellWord)"
    case .incomplete(let path, let process?):
      "\(path): is being trained by \(process); repeat the command when that process has ended"
    case .incomplete(let path, nil):
      "\(path): is not a complete run; repeat the command that started it"
    case .diverged(let path):
      "\(path): the cost of this run became NaN or infinite, so it has no trained network; train it with "
        + "a smaller eta, or with normalised inputs"
    case .otherRun(let path):
      "\(path): has the files of another run, which was copied or renamed; rename the folder, or train the "
        + "run that belongs there in its place with --force"
    case .inconsistentArchive(let path, let file, let reason):
      "\(path): the \(file) in it \(reason); the archive was changed, so get another copy"
    case .inconsistent(let path, let reason):
      "\(path): \(reason); train the run again with --force"
    }
  }

  /// What is at the path of the link to the latest run, if it is not a run.
  private static func kind(ofLatest path: String) -> String {
    FileSystem.linkTarget(path).map { "is a link to '\($0)', which is not a run" }
      ?? "is not a run, but in the place of the link to the latest one"
  }

  /// What to do instead of naming a path that leads to no run.
  static func hintAtOthers(beside path: String) -> String {
    let folder = FileSystem.folder(of: path)
    let option = folder == RunFolder.defaultDirectory ? "" : " --runs-dir \(folder.shellWord)"
    return "'nnrun compare\(option)' shows which runs there are"
  }
}
