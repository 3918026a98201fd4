import NNFiles

/// Where predictions go.
public enum PredictionOutput {
  /// A function that receives CSV in pieces, header first.
  case text((String) throws -> Void)
  /// A CSV file.
  case csv(path: String)
  /// An `.npy` file with a matrix of rows x outputs: probabilities or values.
  case npy(path: String)

  /// Whether it is a file, rather than a function.
  var isFile: Bool { if case .text = self { false } else { true } }

  /// A file in the format of its extension, `.csv` or `.npy`.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - isAppended: whether predictions are to follow the columns of the input
  /// - Returns: the output
  /// - Throws: a `UserFacingError` if it has another extension, or none, or if it is a matrix,
  ///   which has no room for columns of the input
  public static func file(_ path: String, isAppended: Bool = false) throws -> PredictionOutput {
    if path.lowercased().hasSuffix(".csv") { return .csv(path: path) }
    guard path.lowercased().hasSuffix(".npy") else { throw UnknownExtension(path: path) }
    if isAppended { throw MatrixWithColumns(path: path) }
    return .npy(path: path)
  }
}

extension PredictionOutput {
  /// Refuses to write predictions over the rows that they are of.
  ///
  /// - Parameters:
  ///   - path: the file to write
  ///   - input: the file with the rows
  /// - Throws: `FileError.cannotCreate` if they are the same file
  public static func check(_ path: String, isNot input: String) throws {
    guard let status = FileStatus(path: path),
      FileStatus(path: input)?.isSameFile(as: status) ?? false
    else { return }
    throw FileError.cannotCreate(
      path,
      reason: "it is the input, whose rows would be lost; name another file"
        + (path.hasSuffix(".csv") ? ", or add --append" : ""))
  }
}

/// A matrix that is to have the columns of the input.
struct MatrixWithColumns: UserFacingError {
  let path: String

  var exitStatus: ExitStatus { .usage }
  var description: String {
    "\(path): is a matrix of predictions, which has no room for the columns of the input; name a .csv file, or remove --append"
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
