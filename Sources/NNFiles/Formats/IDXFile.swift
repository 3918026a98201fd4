/// Arrays of bytes in the IDX format of MNIST, raw or compressed with gzip.
///
/// LeCun, Cortes, Burges, "The MNIST database": two zero bytes, the type, the number of
/// dimensions, their lengths as big-endian 32-bit numbers, and the elements.
package enum IDXFile {
  /// Reads a file.
  ///
  /// - Throws: `IDXError` if the file is not exactly as long as its header says, or has no such
  ///   header; `FormatError` if it is of another format; `FileError` if it cannot be read;
  ///   `GzipError` if it is compressed and damaged; `OutOfMemory`
  package static func read(_ path: String) throws -> StoredArray {
    try IDXStream(path).array()
  }
}

extension IDXStream {
  /// All elements, if none have been read yet. A raw file is mapped, so that the system reads only
  /// what is needed.
  ///
  /// - Throws: as `read(into:)` does; `OutOfMemory`
  package consuming func array() throws -> StoredArray {
    let (path, shape, count) = (path, shape, count)
    if isCompressed {
      var stream = self
      let storage = try ByteStorage(byteCount: count, owner: path) { memory in
        _ = try stream.read(into: memory)
      }
      return StoredArray(shape: shape, type: .uint8, storage: storage)
    }
    let storage = try ByteStorage(mapping: path)
    guard storage.bytes.count == header.count + count, storage.bytes.starts(with: header) else {
      throw FileError.changed(path, .replaced)
    }
    return StoredArray(
      shape: shape, type: .uint8, storage: storage, offset: header.count)
  }
}
