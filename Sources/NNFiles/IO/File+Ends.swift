extension File {
  /// The first and the last bytes of a file.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - count: how many of each; of a shorter file all
  /// - Returns: both; bytes in the middle of a short file are in both
  /// - Throws: `FileError`
  public static func ends(
    of path: String, count: Int
  ) throws(FileError) -> (first: [UInt8], last: [UInt8]) {
    let file = try OpenFile(reading: path)
    let count = min(count, file.size)
    func bytes(from start: Int) throws(FileError) -> [UInt8] {
      var bytes = [UInt8](repeating: 0, count: count)
      guard bytes.withUnsafeMutableBytes({ file.copy(start..<start + count, to: $0) }) else {
        throw .cannotRead(path, reason: FileError.systemReason)
      }
      return bytes
    }
    return (try bytes(from: 0), try bytes(from: file.size - count))
  }
}
