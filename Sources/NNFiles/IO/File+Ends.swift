extension File {
  /// The first and the last bytes of a file.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - count: how many of each; a shorter file is returned as a whole, twice
  /// - Returns: both; where the file is shorter than twice the count, they overlap
  /// - Throws: `FileError` if it cannot be read or is not a regular file
  package static func ends(
    of path: String, count: Int
  ) throws(FileError) -> (first: [UInt8], last: [UInt8]) {
    let file = try OpenFile(readingRegular: path)
    let count = min(count, file.size)
    func bytes(from start: Int) throws(FileError) -> [UInt8] {
      var bytes = [UInt8](repeating: 0, count: count)
      guard bytes.withUnsafeMutableBytes({ file.copy(start..<start + count, to: $0) }) else {
        try file.checkUnchanged()
        throw .cannotRead(path, reason: FileError.systemReason)
      }
      return bytes
    }
    return (try bytes(from: 0), try bytes(from: file.size - count))
  }
}
