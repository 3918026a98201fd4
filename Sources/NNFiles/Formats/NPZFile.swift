/// Files of several arrays, as `numpy.savez` writes them.
public enum NPZFile {
  /// Reads all arrays of a file, compressed or not, by key.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - mostElements: the most elements that all arrays together may have
  /// - Returns: the arrays by key
  /// - Throws: `FileError`, `ZipError`, or `NPZError` that names the array
  public static func read(_ path: String, mostElements: Int) throws -> [String: NPYArray] {
    let zip = try ZipReader(path: path)
    var arrays: [String: NPYArray] = [:]
    var elementsLeft = mostElements
    while let name = try zip.nextEntry() {
      guard name.hasSuffix(".npy") else { throw NPZError.notAnArray(path, entry: name) }
      let key = String(name.dropLast(4))
      guard arrays[key] == nil else { throw NPZError.duplicate(path, key: key) }
      do {
        let array = try readArray(zip, mostElements: elementsLeft)
        elementsLeft -= array.elements.count
        arrays[key] = array
      } catch let problem as NPYProblem {
        throw NPZError.array(path, key: key, problem)
      }
    }
    return arrays
  }

  /// Writes arrays in this order; equal arrays make equal bytes.
  ///
  /// - Throws: `FileError`
  public static func write(
    _ arrays: [(key: String, array: NPYArray)], to path: String
  ) throws(FileError) {
    var zip = ZipWriter()
    for (key, array) in arrays { zip.add("\(key).npy", array.bytes) }
    try AtomicFile.write(zip.finish(), to: path)
  }

  /// The header is checked before memory is taken for what it declares.
  ///
  /// - Throws: `ZipError`, or `NPYProblem`
  private static func readArray(_ zip: ZipReader, mostElements: Int) throws -> NPYArray {
    let start = try bytes(zip, count: NPYHeader.magic.count + 2, orElse: .header)
    guard start.starts(with: NPYHeader.magic), (1...3).contains(start[6]) else {
      throw NPYProblem.header
    }
    let lengthBytes = try bytes(zip, count: start[6] == 1 ? 2 : 4, orElse: .header)
    let length = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard length <= 1 << 16 else { throw NPYProblem.header }
    let text = String(decoding: try bytes(zip, count: length, orElse: .header), as: UTF8.self)
    guard let header = NPYHeader(dictionary: text) else { throw NPYProblem.header }
    guard let size = NPYArray.elementSize(of: header.descr) else {
      throw NPYProblem.type(header.descr)
    }
    guard let count = header.count, count <= mostElements else {
      throw NPYProblem.tooLarge(shape: header.shape)
    }
    let wrongLength = NPYProblem.length(shape: header.shape)
    let payload = try bytes(zip, count: count * size, orElse: wrongLength)
    var extra: UInt8 = 0
    guard try withUnsafeMutableBytes(of: &extra, { try zip.read(into: $0) }) == 0 else {
      throw wrongLength
    }
    return try NPYArray(header: header, payload: payload)
  }

  /// The next bytes of an entry; `problem` if there are fewer.
  private static func bytes(
    _ zip: ZipReader, count: Int, orElse problem: NPYProblem
  ) throws -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: count)
    guard try bytes.withUnsafeMutableBytes({ try zip.fill($0) }) else { throw problem }
    return bytes
  }
}

/// A file of arrays that cannot be read.
public enum NPZError: UserFacingError, Equatable {
  /// Something else than an array is in it.
  case notAnArray(String, entry: String)
  /// A key occurs twice.
  case duplicate(String, key: String)
  /// An array cannot be read.
  case array(String, key: String, NPYProblem)

  /// The code to exit with.
  public var exitStatus: ExitStatus { .badData }

  /// The path, the array and what is wrong with it.
  public var description: String {
    switch self {
    case .notAnArray(let path, let entry): "\(path): the entry '\(entry)' is no array (.npy)"
    case .duplicate(let path, let key): "\(path): the array '\(key)' is in it twice"
    case .array(let path, let key, let problem): "\(path): the array '\(key)' \(problem)"
    }
  }
}
