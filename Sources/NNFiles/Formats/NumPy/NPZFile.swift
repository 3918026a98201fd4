/// Files of several arrays as `numpy.savez` writes them.
package enum NPZFile {
  /// Reads all arrays of a file, compressed or not, by key.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - maximumElements: the maximum number of elements of all arrays together
  /// - Returns: the arrays by key
  /// - Throws: `FileError` if the file cannot be read; `ZipError` if it is damaged; `NPZError`,
  ///   which names the array; `OutOfMemory`
  package static func read(_ path: String, maximumElements: Int) throws -> [String: NPYArray] {
    var arrays: [String: NPYArray] = [:]
    var elementsLeft = maximumElements
    try forEachArray(in: path) { key, zip in
      guard arrays[key] == nil else { throw NPZError.duplicate(path, key: key) }
      do {
        let array = try readArray(
          zip, path, key: key, types: [.float32, .float64], maximumElements: elementsLeft
        ).numbers()
        elementsLeft -= array.count
        try MachineMemory.require(array.bytes.count, for: "\(path): '\(key)'")
        arrays[key] = NPYArray(array)
      } catch let problem as NPYProblem {
        throw NPZError.array(path, key: key, problem)
      }
    }
    return arrays
  }

  /// Reads some arrays of numbers as they are stored, compressed or not.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - keys: the arrays that are wanted
  /// - Returns: the arrays, in the order of their keys
  /// - Throws: `FileError` if the file cannot be read; `ZipError` if it is damaged; `NPZError`,
  ///   which names the array and, if it is missing, those that exist; `OutOfMemory`
  package static func read(_ path: String, keys: [String]) throws -> [StoredArray] {
    try zip(keys, contents(path, keys: keys)).map { key, content in
      do {
        return try content.numbers()
      } catch let problem as NPYProblem {
        throw NPZError.array(path, key: key, problem)
      }
    }
  }

  /// Reads some arrays of numbers or words as they are stored, compressed or not.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - keys: the arrays that are wanted
  /// - Returns: the arrays, in the order of their keys
  /// - Throws: as `read(_:keys:)` does
  package static func contents(_ path: String, keys: [String]) throws -> [NPYContent] {
    var arrays: [String: NPYContent] = [:]
    var found: [String] = []
    var known: Set<String> = []
    try forEachArray(in: path) { key, zip in
      guard known.insert(key).inserted else { throw NPZError.duplicate(path, key: key) }
      found.append(key)
      guard keys.contains(key) else { return }
      do {
        arrays[key] = try readArray(zip, path, key: key)
      } catch let problem as NPYProblem {
        throw NPZError.array(path, key: key, problem)
      }
    }
    return try keys.map { key in
      guard let array = arrays[key] else { throw NPZError.missing(path, key: key, found: found) }
      return array
    }
  }

  /// The keys of a file's arrays, in the file's order.
  ///
  /// - Throws: `FileError` if the file cannot be read or changed while it was read; `ZipError` if
  ///   it is damaged
  package static func keys(_ path: String) throws -> [String] {
    var found: [String] = []
    try forEachArray(in: path) { key, _ in found.append(key) }
    return found
  }

  /// The key of a file with a single array.
  ///
  /// - Throws: `NPZError` with the keys if there are several; `FileError` if the file cannot be
  ///   read; `ZipError` if it is damaged
  package static func onlyKey(
    _ path: String, remedy: (_ found: [String]) -> String
  ) throws -> String {
    let found = try keys(path)
    guard found.count == 1 else {
      throw NPZError.severalArrays(path, found: found, remedy: remedy(found))
    }
    return found[0]
  }

  /// Writes arrays in the given order; equal arrays give equal bytes.
  ///
  /// - Parameters:
  ///   - arrays: the arrays and their keys
  ///   - path: the file
  ///   - previous: a path for the file that was there before
  /// - Throws: `FileError` if the file cannot be written
  package static func write(
    _ arrays: [(key: String, array: NPYArray)], to path: String,
    keepingOldAs previous: String? = nil
  ) throws(FileError) {
    var file = try AtomicFile(creating: path)
    var layout = ZipLayout()
    for (key, array) in arrays {
      let content = array.bytes
      let header = layout.header(
        "\(key).npy", size: content.count, checksum: CRC32.checksum(content))
      guard let header else { throw FileError.noRoomInZip(path) }
      try file.append(header)
      try file.append(content)
    }
    guard let end = layout.end() else { throw FileError.noRoomInZip(path) }
    try file.append(end)
    try file.finish(keepingOldAs: previous)
  }

  /// Calls `body` with the key of each array, and a reader that is at its content. Other files,
  /// such as a description, are skipped.
  ///
  /// - Throws: what `body` throws; `FileError` if the file cannot be read or changed meanwhile;
  ///   `ZipError` if it is damaged; `FormatError` if none of its entries is an array
  private static func forEachArray(
    in path: String, _ body: (_ key: String, ZipReader) throws -> Void
  ) throws {
    let zip = try ZipReader(path: path)
    var (hasArrays, hasOthers) = (false, false)
    while let name = try zip.nextEntry() {
      guard name.hasSuffix(".npy") else {
        hasOthers = true
        continue
      }
      hasArrays = true
      try body(String(name.dropLast(4)), zip)
    }
    if hasOthers, !hasArrays { throw FormatError(path: path, .zip) }
    try zip.checkUnchanged()
  }

  /// Reads an array, whose header is checked before memory is allocated for what it declares.
  ///
  /// - Throws: `ZipError` if the file is damaged; `NPYProblem`; `OutOfMemory`
  private static func readArray(
    _ zip: ZipReader, _ path: String, key: String, types: [ElementType]? = nil,
    maximumElements: Int = .max
  ) throws -> NPYContent {
    guard let (header, length) = try NPYHeader.read(next: { try bytes(zip, count: $0) }) else {
      throw NPYProblem.header
    }
    let size = zip.entrySize - length
    guard let count = header.count, count <= maximumElements, size <= zip.maximumContent else {
      throw NPYProblem.tooLarge(shape: header.shape)
    }
    let elements = try header.elements(filling: size)
    if let types, !elements.isOne(of: types) { throw NPYProblem.type(header.descr) }
    let storage = try ByteStorage(byteCount: size, owner: "\(path): '\(key)'") { memory in
      guard try zip.fill(memory) else { throw NPYProblem.length(shape: header.shape) }
    }
    // Nothing may follow the elements; reading the end verifies the checksum.
    guard try bytes(zip, count: 1) == nil else {
      throw NPYProblem.length(shape: header.shape)
    }
    return try header.content(in: storage, offset: 0, end: size, owner: "\(path): '\(key)'")
  }

  /// The next bytes of an entry; `nil` if there are fewer.
  private static func bytes(_ zip: ZipReader, count: Int) throws -> [UInt8]? {
    var bytes = [UInt8](repeating: 0, count: count)
    return try bytes.withUnsafeMutableBytes { try zip.fill($0) } ? bytes : nil
  }
}

/// A file of arrays that cannot be read.
package enum NPZError: UserFacingError, Equatable {
  /// A key occurs twice.
  case duplicate(String, key: String)
  /// It has several arrays, or none, and no key selects one; with what to do.
  case severalArrays(String, found: [String], remedy: String)
  /// It has no array with this key; with the keys that it has.
  case missing(String, key: String, found: [String])
  /// An array cannot be read.
  case array(String, key: String, NPYProblem)

  /// The code to exit with.
  package var exitStatus: ExitStatus { .badData }

  /// The path, the array and what is wrong with it.
  package var description: String {
    switch self {
    case .duplicate(let path, let key): "\(path): contains the array '\(key)' twice"
    case .severalArrays(let path, let found, let remedy):
      found.isEmpty
        ? "\(path): has no arrays" : "\(path): has the arrays \(found.quoted.listing); \(remedy)"
    case .missing(let path, let key, let found):
      "\(path): has no array '\(key)'; it has "
        + (found.isEmpty ? "none" : found.quoted.listing)
    case .array(let path, let key, let problem): "\(path): the array '\(key)' \(problem)"
    }
  }
}
