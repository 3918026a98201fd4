/// The format of a data file, recognised by its first bytes.
package enum DataFormat: Sendable {
  /// Several NumPy arrays, or any other zip file.
  case npz
  /// A NumPy array.
  case npy
  /// An IDX file of bytes, raw or compressed with gzip.
  case idx
  /// Anything else, such as CSV; also whatever can be read only once, such as a pipe.
  case other

  /// The format of a file.
  ///
  /// - Throws: `FileError` if it cannot be read or is empty; `GzipError` if it is compressed and
  ///   damaged
  package init(ofFile path: String) throws {
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
