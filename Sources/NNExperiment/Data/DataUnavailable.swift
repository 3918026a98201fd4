import NNFiles

/// Data of a complete run that are no longer available.
enum DataUnavailable: UserFacingError {
  /// There is no file where the run's data were.
  case missing(String, hint: String?)
  /// The run's archive was made without data.
  case notInArchive(String)
  /// There is a different file where the run's data were.
  case changed(DigestMismatch)
  /// No file with these bytes was found.
  case notFound(DataManifest.Entry, DataSearch, remedy: String)
  /// A file that may have these bytes cannot be read.
  case unreadable(DataManifest.Entry, FileError, remedy: String)

  /// The data of a complete run, if an error says that they are not where they were.
  init?(_ error: any Error, of location: RunLocation) {
    switch error {
    case FileError.notFound where location.isArchive: self = .notInArchive(location.path)
    case FileError.notFound(let path, let hint): self = .missing(path, hint: hint)
    case let mismatch as DigestMismatch: self = .changed(mismatch)
    default: return nil
    }
  }

  /// Whether an error says that data are not where they were.
  static func concerns(_ error: any Error) -> Bool {
    if case FileError.notFound = error { true } else { error is DigestMismatch }
  }

  var exitStatus: ExitStatus {
    switch self {
    case .missing, .notInArchive, .unreadable: .noInput
    case .notFound(_, let search, _): search.places.contains(where: \.isTaken) ? .badData : .noInput
    case .changed: .badData
    }
  }

  var description: String {
    switch self {
    case .missing(let path, let hint):
      "\(path): does not exist\(hint.map { "; \($0)" } ?? ""); put the file back there, or name "
        + "it, or other data, with --data"
    case .notInArchive(let path):
      "\(path): has no data in it; name the run's folder instead, or other data with --data"
    case .changed(let mismatch):
      """
      \(mismatch.path): is not the file that the run was trained on; put that one back, or train \
      on this one, which makes another run
        its SHA-256 is  \(mismatch.found)
        the run's was   \(mismatch.expected)
      """
    case .notFound(let file, let search, let remedy):
      "the data file '\(file.name.excerpt)' is missing (SHA-256 \(file.digest)): \(search.text); \(remedy)"
    case .unreadable(let file, let error, let remedy):
      "\(error); it may be the run's data file '\(file.name.excerpt)' (SHA-256 \(file.digest)), so "
        + "make it readable, or \(remedy)"
    }
  }
}
