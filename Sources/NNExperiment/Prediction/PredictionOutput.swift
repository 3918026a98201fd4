import NNFiles

/// Where predictions go.
public enum PredictionOutput {
  /// A function that receives CSV in pieces, header first.
  case text((String) throws -> Void)
  /// A CSV file.
  case csv(path: String)
  /// An `.npy` file with a matrix of rows x outputs: probabilities or values.
  case npy(path: String)

  /// A file in the format of its extension, `.csv` or `.npy`.
  ///
  /// - Throws: a `UserFacingError` if it has another extension, or none
  public static func file(_ path: String) throws -> PredictionOutput {
    if path.lowercased().hasSuffix(".csv") { return .csv(path: path) }
    if path.lowercased().hasSuffix(".npy") { return .npy(path: path) }
    throw UnknownExtension(path: path)
  }
}

/// A file for predictions whose extension is not that of a format.
struct UnknownExtension: UserFacingError {
  let path: String

  var exitStatus: ExitStatus { .usage }
  var description: String {
    "\(path.isEmpty ? "''" : path): predictions are written as .csv or .npy; give the file a name that ends with one of them"
  }
}
