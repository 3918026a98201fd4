import Platform

extension File {
  /// Where two text files begin to differ, as far as both have complete lines.
  ///
  /// - Parameters:
  ///   - first: a file
  ///   - second: another file
  /// - Returns: the number of lines that are the same, and the line of each file after them; `nil`
  ///   if a file has no further line, or only one that has not been written completely
  /// - Throws: `FileError` if a file cannot be read or is not a regular file
  package static func firstDifferingLine(
    of first: String, and second: String
  ) throws(FileError) -> (same: Int, first: String?, second: String?) {
    let a = try OpenFile(readingRegular: first)
    let b = try OpenFile(readingRegular: second)
    let common = min(a.size, b.size)
    let size = 1 << 16
    let buffers = UnsafeMutableRawBufferPointer.allocate(byteCount: 2 * size, alignment: 16)
    defer { buffers.deallocate() }
    var (offset, same, lineStart) = (0, 0, 0)
    search: while offset < common {
      let range = offset..<min(common, offset + size)
      let x = UnsafeMutableRawBufferPointer(rebasing: buffers[..<range.count])
      let y = UnsafeMutableRawBufferPointer(rebasing: buffers[size..<size + range.count])
      guard a.copy(range, to: x) else { throw .reading(first) }
      guard b.copy(range, to: y) else { throw .reading(second) }
      for index in 0..<range.count {
        if x[index] != y[index] { break search }
        if x[index] == 0x0A { (same, lineStart) = (same + 1, offset + index + 1) }
      }
      offset = range.upperBound
    }
    return (same, line(of: a, from: lineStart), line(of: b, from: lineStart))
  }

  /// The line that begins at an offset; `nil` if it does not end.
  private static func line(of file: borrowing OpenFile, from start: Int) -> String? {
    let longest = 1 << 10
    var bytes = [UInt8](repeating: 0, count: max(0, min(longest, file.size - start)))
    let range = start..<start + bytes.count
    guard bytes.withUnsafeMutableBytes({ file.copy(range, to: $0) }),
      let end = bytes.firstIndex(of: 0x0A)
    else { return nil }
    return String(decoding: bytes[..<end], as: UTF8.self)
  }
}
