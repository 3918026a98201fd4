public import NNFiles

/// What predictions are made from.
public enum PredictionInput: ~Copyable {
  /// Rows of CSV.
  case rows(CSVReader)
  /// The rows of an array, and what errors call it.
  case array(StoredArray, name: String)

  /// Opens a file of the format that its first bytes show: `.npy`, `.npz`, IDX or otherwise CSV; the
  /// last two may be compressed with gzip.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - key: which array of an `.npz` file; it can be left out if there is only one
  /// - Returns: rows, or an array that is mapped or read
  /// - Throws: a `UserFacingError` if it is damaged, or has no such array
  public static func open(_ path: String, key: String?) throws -> PredictionInput {
    let format = try DataFormat(ofFile: path)
    if let key, format != .npz { throw UnexpectedKey(path: path, key: key) }
    switch format {
    case .npz:
      let key = try key ?? NPZFile.onlyKey(path)
      return .array(try NPZFile.read(path, keys: [key])[0], name: "\(path): '\(key)'")
    case .npy: return .array(try StoredArray.npy(path), name: path)
    case .idx: return .array(try IDXFile.read(path), name: path)
    case .other: return .rows(CSVReader(try ByteSource(path: path)))
    }
  }
}

/// A key for a file that has no keys.
struct UnexpectedKey: UserFacingError {
  let path: String
  let key: String

  var exitStatus: ExitStatus { .usage }
  var description: String {
    "\(path): is not an .npz file, so it has no array '\(key)'; remove --key"
  }
}
