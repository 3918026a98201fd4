/// An IDX file whose elements are read from first to last.
package struct IDXStream: ~Copyable {
  /// The file.
  package var path: String { source.name }
  /// The length of each dimension, as the header says.
  package let shape: [Int]
  /// The number of elements, as the header says; no more than the file can hold.
  package let count: Int
  /// Whether the elements are decompressed as they are read.
  package var isCompressed: Bool { source.isCompressed }
  /// The bytes of the header.
  let header: [UInt8]
  private var source: ByteSource
  /// How many elements have not been read yet.
  private var rest: Int

  /// Opens a file and reads its header.
  ///
  /// - Throws: `IDXError` if it has no header, or is shorter than it says as far as its size shows;
  ///   otherwise as `ByteSource` does; `FormatError` if it is of another format
  package init(_ path: String) throws {
    var source = try ByteSource(path: path)
    try source.format?.checkIsRead(path)
    let header = try Self.header(&source)
    let shape = stride(from: 4, to: header.count, by: 4).map { index in
      header[index..<index + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    let count = try Self.checkedCount(
      shape, isCompressed: source.isCompressed,
      size: source.isCompressed ? source.storedSize : source.storedSize - header.count, path: path)
    self.header = header
    self.shape = shape
    self.count = count
    rest = count
    self.source = source
  }

  private static func header(_ source: inout ByteSource) throws -> [UInt8] {
    var start = [UInt8](repeating: 0, count: 4)
    guard try start.withUnsafeMutableBytes({ try source.fill($0) }) == 4, start[0] == 0,
      start[1] == 0, start[3] > 0
    else { throw IDXError(path: source.name, problem: .magic) }
    guard start[2] == 8 else { throw IDXError(path: source.name, problem: .type(start[2])) }
    var lengths = [UInt8](repeating: 0, count: 4 * Int(start[3]))
    guard try lengths.withUnsafeMutableBytes({ try source.fill($0) }) == lengths.count else {
      throw IDXError(path: source.name, problem: .magic)
    }
    return start + lengths
  }

  /// The number of elements; no memory is allocated for more than the file can hold.
  private static func checkedCount(
    _ shape: [Int], isCompressed: Bool, size: Int, path: String
  ) throws(IDXError) -> Int {
    let maximum = isCompressed ? GzipStream.maximumContent(of: size) : size
    guard let count = shape.checkedProduct, count <= maximum else {
      throw IDXError(path: path, problem: .tooShort(shape))
    }
    if !isCompressed, count < maximum { throw IDXError(path: path, problem: .tooLong(shape)) }
    return count
  }

  /// Reads the next elements, until the buffer is full or all have been read. With the last ones,
  /// the file is known to end where its header says, and not to have changed since it was opened.
  ///
  /// - Returns: the number of elements
  /// - Throws: `IDXError` if the file is longer or shorter than its header says; otherwise as
  ///   `ByteSource.read(into:)` does
  package mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
    let wanted = min(rest, buffer.count)
    let piece = UnsafeMutableRawBufferPointer(rebasing: buffer[..<wanted])
    guard try source.fill(piece) == wanted else {
      throw IDXError(path: path, problem: .tooShort(shape))
    }
    rest -= wanted
    if rest == 0 { try checkEnd() }
    return wanted
  }

  private mutating func checkEnd() throws {
    var extra: UInt8 = 0
    guard try withUnsafeMutableBytes(of: &extra, { try source.fill($0) }) == 0 else {
      throw IDXError(path: path, problem: .tooLong(shape))
    }
  }
}
