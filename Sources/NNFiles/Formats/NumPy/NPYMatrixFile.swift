/// A matrix in NumPy's `.npy` format that is written before the number of its rows is known.
///
/// The header has a fixed length, enough for any shape, and is overwritten at the end.
package struct NPYMatrixFile: ~Copyable {
  private var file: AtomicFile
  private let columns: Int
  private let type: ElementType
  private var rows = 0
  private static let headerLength = 128

  /// Begins a file; it gets its name when it is finished.
  ///
  /// - Parameters:
  ///   - path: the file; links are followed
  ///   - columns: how many numbers a row has, at least one
  ///   - type: their type
  /// - Throws: `FileError` if it cannot be created
  package init(creating path: String, columns: Int, type: ElementType) throws(FileError) {
    self.columns = columns
    self.type = type
    var file = try AtomicFile(creating: path, link: .followed)
    try file.append(Self.header(rows: 0, columns: columns, type: type))
    self.file = file
  }

  /// Appends whole rows.
  ///
  /// - Throws: `FileError` if they cannot be written
  package mutating func append<Value: BinaryFloatingPoint>(_ values: [Value]) throws(FileError) {
    precondition(MemoryLayout<Value>.stride == type.size, "numbers of another type")
    precondition(values.count.isMultiple(of: columns), "an incomplete row")
    try file.append(values.withUnsafeBytes { Array($0) })
    rows += values.count / columns
  }

  /// Flushes the file to stable storage and gives it its name.
  ///
  /// - Throws: `FileError` if it cannot be written or renamed
  package mutating func finish() throws(FileError) {
    try file.replaceStart(with: Self.header(rows: rows, columns: columns, type: type))
    try file.finish()
  }

  private static func header(rows: Int, columns: Int, type: ElementType) -> [UInt8] {
    // Numbers are written in this machine's byte order.
    let order = 1.littleEndian == 1 ? "<" : ">"
    let header = NPYHeader(
      descr: order + type.numPyCode, fortranOrder: false, shape: [rows, columns])
    return header.bytes(alignment: headerLength)
  }
}
