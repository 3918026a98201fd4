import NNFiles

/// Data of a complete run that cannot be had any more.
enum DataUnavailable: UserFacingError {
  /// There is no file where the run's data were.
  case missing(String, hint: String?)
  /// They are not in the run's archive.
  case notInArchive
  /// There is another file.
  case changed(DigestMismatch)
  /// No place has a file with these bytes; `isChanged` says whether another one is where it was.
  case notFound(DataManifest.Entry, isChanged: Bool, remedy: String)

  var exitStatus: ExitStatus {
    switch self {
    case .missing, .notInArchive, .notFound(_, isChanged: false, _): .noInput
    case .changed, .notFound: .badData
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
    case .notFound(let file, let isChanged, let remedy):
      "the data file '\(file.name.excerpt)' is missing (SHA-256 \(file.digest)); "
        + (isChanged ? "\(file.path) is another file" : "it was at \(file.path)") + "; \(remedy)"
    }
  }
}
