/// What a file of data is, as its first bytes tell.
public enum DataFormat: Sendable {
  /// Several arrays of NumPy, or any other zip file.
  case npz
  /// An array of NumPy.
  case npy
  /// An IDX file of bytes, perhaps compressed with gzip.
  case idx
  /// Anything else, such as CSV; also what can be read only once, such as a pipe.
  case other

  /// Looks at a file.
  ///
  /// - Throws: `FileError`, also if there is nothing in it, or `GzipError` if it is compressed and damaged
  public init(ofFile path: String) throws {
    guard let start = try ByteSource.start(of: path, count: 4) else {
      self = .other
      return
    }
    if start.isEmpty { throw FileError.empty(path) }
    if start.starts(with: [0x50, 0x4B]) {
      self = .npz
    } else if start.starts(with: NPYHeader.magic.prefix(4)) {
      self = .npy
    } else if start.starts(with: [0, 0, 8]) {
      self = .idx
    } else {
      self = .other
    }
  }
}
