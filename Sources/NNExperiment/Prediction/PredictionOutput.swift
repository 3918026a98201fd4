import NNFiles

/// Where predictions go.
public enum PredictionOutput {
  /// CSV, header first, handed over in pieces.
  case text((String) throws -> Void)
  /// The same in a file.
  case csv(path: String)
  /// A matrix for NumPy: rows x outputs, probabilities or values.
  case npy(path: String)

  /// A file of the format that the ending of its name says.
  ///
  /// - Throws: a `UserFacingError` for any other ending
  public static func file(_ path: String) throws -> PredictionOutput {
    if path.lowercased().hasSuffix(".csv") { return .csv(path: path) }
    if path.lowercased().hasSuffix(".npy") { return .npy(path: path) }
    throw UnknownEnding(path: path)
  }
}

/// A file for predictions whose name does not say its format.
struct UnknownEnding: UserFacingError {
  let path: String

  var exitStatus: ExitStatus { .usage }
  var description: String {
    "\(path.isEmpty ? "''" : path): predictions are written as .csv or .npy; give the file a name that ends with one of them"
  }
}
