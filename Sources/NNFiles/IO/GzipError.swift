/// A compressed file that cannot be decompressed.
package enum GzipError: UserFacingError, Equatable {
  /// It is truncated, or its bytes have changed.
  case damaged(String, reason: String)

  /// The code to exit with.
  package var exitStatus: ExitStatus { .badData }

  /// The path and what is wrong with the file.
  package var description: String {
    switch self {
    case .damaged(let path, let reason):
      "\(path): is a damaged gzip file (\(reason)); get it again"
    }
  }
}
