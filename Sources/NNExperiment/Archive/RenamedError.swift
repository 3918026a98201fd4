import NNFiles

/// An error in which temporary paths, which are gone when it is read, are replaced by the names
/// that a user knows.
struct RenamedError: UserFacingError {
  let exitStatus: ExitStatus
  let saysError: Bool
  let description: String

  /// An error with other names; `nil` if it has none of these paths.
  ///
  /// - Parameters:
  ///   - error: the error
  ///   - names: what to call each temporary path
  init?(_ error: any UserFacingError, _ names: [(path: String, name: String)]) {
    let text = error.description
    // A path can begin with another one: `a.csv.gz` and `a.csv`.
    let longestFirst = names.sorted { $0.path.count > $1.path.count }
    description = longestFirst.reduce(text) { $0.replacing($1.path, with: $1.name) }
    (exitStatus, saysError) = (error.exitStatus, error.saysError)
    if description == text { return nil }
  }
}
