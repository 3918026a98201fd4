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
