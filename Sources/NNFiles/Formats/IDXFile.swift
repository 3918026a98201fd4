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
    var source = try ByteSource(path: path)
    try source.format?.checkIsRead(path)
    var start = [UInt8](repeating: 0, count: 4)
    guard try start.withUnsafeMutableBytes({ try source.fill($0) }) == 4, start[0] == 0,
      start[1] == 0, start[3] > 0
    else { throw IDXError(path: path, problem: .magic) }
    guard start[2] == 8 else { throw IDXError(path: path, problem: .type(start[2])) }
    var lengths = [UInt8](repeating: 0, count: 4 * Int(start[3]))
    guard try lengths.withUnsafeMutableBytes({ try source.fill($0) }) == lengths.count else {
      throw IDXError(path: path, problem: .magic)
    }
    let dimensions = stride(from: 0, to: lengths.count, by: 4).map { index in
      lengths[index..<index + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    let header = start.count + lengths.count
    // No memory is allocated for more than the file can hold.
    let maximumCount =
      source.isCompressed
      ? GzipStream.maximumContent(of: source.storedSize) : source.storedSize - header
    guard let count = dimensions.checkedProduct, count <= maximumCount else {
      throw IDXError(path: path, problem: .tooShort(dimensions))
    }
    // A raw file is mapped, so that the system reads only what is needed.
    if !source.isCompressed {
      guard count == maximumCount else { throw IDXError(path: path, problem: .tooLong(dimensions)) }
      let storage = try ByteStorage(mapping: path)
      guard storage.bytes.count == header + count, storage.bytes.starts(with: start + lengths)
      else {
        throw FileError.changed(path, .replaced)
      }
      return StoredArray(shape: dimensions, type: .uint8, storage: storage, offset: header)
    }
    let storage = try ByteStorage(byteCount: count, owner: path) { memory in
      guard try source.fill(memory) == count else {
        throw IDXError(path: path, problem: .tooShort(dimensions))
      }
    }
    var extra: UInt8 = 0
    guard try withUnsafeMutableBytes(of: &extra, { try source.fill($0) }) == 0 else {
      throw IDXError(path: path, problem: .tooLong(dimensions))
    }
    return StoredArray(shape: dimensions, type: .uint8, storage: storage)
  }
}

/// A file that is not what its header says, or has none.
package struct IDXError: UserFacingError, Equatable {
  /// What is wrong.
  package enum Problem: Sendable, Equatable {
    /// It does not begin like an IDX file.
    case magic
    /// Its elements are not bytes.
    case type(UInt8)
    /// It ends before the last element.
    case tooShort([Int])
    /// It continues after the last element.
    case tooLong([Int])
  }

  /// The file.
  package let path: String
  /// What is wrong.
  package let problem: Problem
  /// The code to exit with.
  package var exitStatus: ExitStatus { .badData }

  /// The path and what is wrong.
  package var description: String {
    switch problem {
    case .magic: "\(path): is not an IDX file: it does not begin with 00 00 08 and its dimensions"
    case .type(let code):
      "\(path): has elements of type 0x\(String(code, radix: 16)); only bytes (0x8) are supported"
    case .tooShort(let shape): "\(path): is shorter than its header says (\(Self.text(shape)))"
    case .tooLong(let shape): "\(path): is longer than its header says (\(Self.text(shape)))"
    }
  }

  private static func text(_ shape: [Int]) -> String {
    shape.map(String.init).joined(separator: " x ")
  }
}
