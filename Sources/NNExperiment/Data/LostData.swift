import NNFiles

/// Data of a complete run that are not there any more.
enum LostData: UserFacingError {
  /// There is no file where the run's data were.
  case missing(String, hint: String?)
  /// They are not in the run's archive.
  case notInArchive
  /// There is another file.
  case changed(DigestMismatch)

  var exitStatus: ExitStatus {
    switch self {
    case .missing, .notInArchive: .noInput
    case .changed: .badData
    }
  }

  var description: String {
    switch self {
    case .missing(let path, let hint):
      "\(path): does not exist\(hint.map { ", \($0)" } ?? ""); put the file back there, or name "
        + "its new place in the experiment and train the run again with --force"
    case .notInArchive:
      "the archive is without data; take the run's folder, or name other data with --data"
    case .changed(let mismatch):
      """
      \(mismatch.path): is another file than the run was trained on; put that one back, or train \
      on this one, which makes another run
        its SHA-256 is  \(mismatch.found)
        the run's was   \(mismatch.expected)
      """
    }
  }
}
