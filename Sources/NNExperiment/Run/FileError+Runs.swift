import NNFiles

extension FileError {
  /// The error with what to do about it, if it is that something cannot be created in the folder of
  /// all runs.
  var advisingOtherFolder: FileError {
    guard case .cannotCreate(let path, let reason) = self else { return self }
    let remedy = "name another folder for runs with --runs-dir"
    return .cannotCreate(
      path, reason: "\(reason); \(FileSystem.exists(path) ? "remove it, or " : "")\(remedy)")
  }
}
