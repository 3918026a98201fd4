public import NNFiles

/// What predictions are made from.
public enum PredictionInput: ~Copyable {
  /// Rows of CSV.
  case csv(CSVReader)
  /// The rows of an array, and the name of the array for messages.
  case array(StoredArray, name: String)

  /// Opens a file. Its first bytes show the format: `.npy`, `.npz`, IDX, or otherwise CSV; IDX and CSV may
  /// be compressed with gzip.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - key: the name of the array in an `.npz` file; `nil` if the file has only one
  /// - Returns: rows of CSV, or an array that is mapped or in memory
  /// - Throws: a `UserFacingError` if the file cannot be read or is damaged, an `.npz` file does not have
  ///   the array, or there is a key for a file of another format
  public static func open(_ path: String, key: String?) throws -> PredictionInput {
    let format = try DataFormat(ofFile: path)
    if let key, format != .npz { throw UnexpectedKey(path: path, key: key) }
    switch format {
    case .npz:
      let key = try key ?? NPZFile.onlyKey(path)
      return .array(try NPZFile.read(path, keys: [key])[0], name: "\(path): '\(key)'")
    case .npy: return .array(try StoredArray.npy(path), name: path)
    case .idx: return .array(try IDXFile.read(path), name: path)
    case .other: return .csv(CSVReader(try ByteSource(path: path)))
    }
  }
}

/// A key for a file in which arrays have no names.
struct UnexpectedKey: UserFacingError {
  let path: String
  let key: String

  var exitStatus: ExitStatus { .usage }
  var description: String {
    "\(path): is not an .npz file, so it has no array '\(key)'; remove --key"
  }
}
