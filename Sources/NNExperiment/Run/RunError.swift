import NNFiles

/// A run's folder from which something is missing.
enum RunError: UserFacingError {
  /// A file of a complete run is not there, or not as the run wrote it.
  case file(String)
  /// Something else than a run's folder or archive.
  case notARun(String)
  /// There is no complete run in the folder.
  case incomplete(String)
  /// The run in the folder has no result.
  case diverged(String)
  /// The folder has the files of a complete run that belongs in another.
  case otherRun(String)
  /// A file does not belong to the run.
  case inconsistent(String, String)
  /// The same for a file in an archive.
  case inconsistentArchive(String, file: String, String)

  var exitStatus: ExitStatus { .badData }

  var description: String {
    switch self {
    case .file(let path):
      "\(path): is missing or damaged; train the run again with --force"
    case .notARun(let path):
      "\(path): is not a run; name a run folder (runs/latest) or an archive (.zip)"
    case .incomplete(let path):
      "\(path): is not a complete run; repeat the command that started it"
    case .diverged(let path):
      "\(path): the cost of this run became NaN or infinite, so there is no trained network in it"
    case .otherRun(let path):
      "\(path): has the files of another run, which was copied or renamed; give its folder another name, "
        + "or train the one that belongs there in its place with --force"
    case .inconsistentArchive(let path, let file, let reason):
      "\(path): the \(file) in it \(reason); somebody has changed the archive, get another copy"
    case .inconsistent(let path, let reason):
      "\(path): \(reason); train the run again with --force"
    }
  }
}
