import NNFiles

/// A run's folder from which something is missing.
enum DamagedRun: UserFacingError {
  /// A file of a complete run cannot be read.
  case record(String)
  /// There is no complete run in the folder.
  case incomplete(String)
  /// A file does not belong to the run.
  case unfitting(String, String)

  var exitStatus: ExitStatus { .badData }

  var description: String {
    switch self {
    case .record(let path):
      "\(path): is missing or damaged; train the run again with --force"
    case .incomplete(let path):
      "\(path): is not a complete run; repeat the command that started it"
    case .unfitting(let path, let reason):
      "\(path): \(reason); train the run again with --force"
    }
  }
}
