import NNFiles
import Platform

/// What predictions are made from: rows of CSV, or of an array.
public struct PredictionInput: ~Copyable {
  enum Content: ~Copyable {
    case csv(CSVReader)
    /// An array, and what errors call it.
    case array(StoredArray, name: String)
  }

  let content: Content

  private init(_ content: consuming Content) { self.content = content }

  /// Opens a file of the format that its first bytes show: `.npy`, `.npz`, IDX or otherwise CSV;
  /// the last two may be compressed with gzip.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - key: which array of an `.npz` file; it can be left out if there is only one
  ///   - likelyKeys: keys that the message suggests if there are several, the likelier ones first
  /// - Returns: rows, or an array that is mapped or read
  /// - Throws: a `UserFacingError` if it is damaged, or has no such array
  public static func open(
    _ path: String, key: String? = nil, likelyKeys: [String] = []
  ) throws -> PredictionInput {
    let format = try FileFormat.of(path)
    if let key, format != .npz, format != .zip { throw UnexpectedKey(path: path, key: key) }
    switch format {
    case .npz, .zip:
      let key =
        try key
        ?? NPZFile.onlyKey(path) { found in
          let likely = likelyKeys.first(where: found.contains)
          return likely.map { "for the inputs of the run's data set, add --key \($0.shellWord)" }
            ?? "name that of the inputs with --key"
        }
      return PredictionInput(
        .array(try NPZFile.read(path, keys: [key])[0], name: "\(path): '\(key)'"))
    case .npy: return PredictionInput(.array(try StoredArray.npy(path), name: path))
    case .idx: return PredictionInput(.array(try IDXFile.read(path), name: path))
    default: return PredictionInput(.csv(CSVReader(try ByteSource(path: path))))
    }
  }

  /// Reads CSV from standard input; it may be compressed with gzip.
  ///
  /// - Parameter key: which array of an `.npz` file; there is none in standard input
  /// - Returns: rows
  /// - Throws: a `UserFacingError` if it cannot be read, or a key is given
  public static func standardInput(key: String? = nil) throws -> PredictionInput {
    let name = "standard input"
    if let key { throw UnexpectedKey(path: name, key: key) }
    return PredictionInput(.csv(CSVReader(try ByteSource(descriptor: STDIN_FILENO, name: name))))
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

/// An option that needs rows of CSV, for an array.
struct UnexpectedArray: UserFacingError {
  /// What an array lacks.
  enum Option {
    case header
    case append
  }

  let name: String
  let option: Option

  var exitStatus: ExitStatus { .usage }
  var description: String {
    switch option {
    case .header: "\(name): is not CSV, so it has no header; remove --header"
    case .append:
      "\(name): is not CSV, so it has no columns to which predictions could be appended; "
        + "remove --append"
    }
  }
}
