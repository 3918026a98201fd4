import NNCore
public import NNFiles

extension Samples {
  /// Inputs in the type in which they are stored; there may be more rows than samples.
  public struct Inputs: Sendable {
    /// The ways to store inputs.
    enum Storage: Sendable {
      /// Rows x inputs; all dimensions after the first together make a row.
      case array(StoredArray)
      /// Bytes, most of which are zero.
      case sparse(SparseRows)
    }

    let storage: Storage
    /// What stored values are divided by when a batch is gathered.
    let divisor: Double
    /// The size of the images that the inputs are; `nil` if they are probably no images.
    package let imageSize: ImageSize?
    /// Where the rows are in the data.
    let origins: RowOrigins

    /// The values of an array, each divided by the divisor.
    public init(_ array: StoredArray, divisor: Double = 1) {
      self.init(array, divisor: divisor, origins: RowOrigins())
    }

    /// The values of an array, each divided by the divisor, with the places of its rows in the
    /// data.
    init(_ array: StoredArray, divisor: Double = 1, origins: RowOrigins) {
      storage = .array(array)
      self.divisor = divisor
      imageSize = ImageSize(array)
      self.origins = origins
    }

    /// The values of an array, each divided by the divisor. Bytes that are mostly zero become
    /// sparse rows, which take less memory and time; the array must not be used afterwards.
    ///
    /// - Parameters:
    ///   - array: the values
    ///   - rows: the number of rows that are needed, from the first
    ///   - width: the values of a row
    ///   - divisor: what values are divided by
    package init(compacting array: StoredArray, rows: Int, width: Int, divisor: Double) {
      self.divisor = divisor
      imageSize = ImageSize(array)
      origins = RowOrigins()
      storage = SparseRows(array, rows: rows, width: width).map { .sparse($0) } ?? .array(array)
    }

    /// Sparse rows, each of whose bytes is divided by the divisor.
    ///
    /// - Parameters:
    ///   - rows: the rows
    ///   - shape: the shape of the array that they are
    ///   - divisor: what bytes are divided by
    init(_ rows: SparseRows, shape: [Int], divisor: Double) {
      storage = .sparse(rows)
      self.divisor = divisor
      imageSize = ImageSize(shape: shape, type: .uint8)
      origins = RowOrigins()
    }

    /// Bytes, row after row, each divided by the divisor.
    public static func bytes(_ bytes: [UInt8], divisor: Double) -> Inputs {
      Inputs(
        StoredArray(shape: [bytes.count], type: .uint8, storage: ByteStorage(copying: bytes)),
        divisor: divisor)
    }

    /// Numbers, row after row.
    public static func numbers(_ numbers: [Double]) -> Inputs {
      .numbers(numbers, origins: RowOrigins())
    }

    /// The same, with the places of the rows in the data.
    static func numbers(_ numbers: [Double], origins: RowOrigins) -> Inputs {
      Inputs(
        StoredArray(shape: [numbers.count], type: .float64, storage: ByteStorage(copying: numbers)),
        origins: origins)
    }

    /// The mapped file that has the inputs, if one has, and its status at the time of mapping.
    var mappedFile: (path: String, status: FileStatus)? {
      if case .array(let array) = storage { array.storage.mappedFile } else { nil }
    }

    /// Checks that the file is unchanged since it was mapped, if the inputs are in a mapped file.
    ///
    /// - Throws: `FileError.changed` if it is not
    package func checkUnchanged() throws(FileError) {
      if case .array(let array) = storage { try array.storage.checkUnchanged() }
    }

    /// Whether there are at least this many rows of this width.
    func has(rows: Int, width: Int) -> Bool {
      switch storage {
      case .array(let array): array.count >= rows * width
      case .sparse(let sparse): sparse.count >= rows && sparse.width == width
      }
    }

    /// The memory that a number of rows takes, in bytes; 0 in a mapped file.
    func byteCount(rows: Int, width: Int) -> Int {
      switch storage {
      case .array(let array): array.storage.isMapped ? 0 : rows * width * array.type.size
      case .sparse(let sparse): sparse.byteCount / max(1, sparse.count) * rows
      }
    }

    /// Releases the memory of rows that were read from a mapped file, so that a pass over all rows
    /// takes little memory.
    ///
    /// - Parameters:
    ///   - rows: the rows that are not needed at the moment; they are read again when they are
    ///   - width: the values of a row
    package func forget(_ rows: Range<Int>, width: Int) {
      guard case .array(let array) = storage, array.storage.isMapped, !array.isFortranOrder else {
        return
      }
      let size = width * array.type.size
      array.storage.forget(
        array.offset + rows.lowerBound * size..<array.offset + rows.upperBound * size)
    }
  }
}

extension SparseRows {
  /// With a larger share of inputs to visit, sparse products are no faster than dense ones.
  static let maximumShare = 0.75
  /// Larger arrays stay as they are stored.
  static let maximumBytes = 1 << 31

  /// The first rows of an array as sparse rows; `nil` if that would save nothing.
  fileprivate convenience init?(_ array: StoredArray, rows: Int, width: Int) {
    let count = rows * width
    guard array.type == .uint8, !array.storage.isLargeFile,
      !array.isFortranOrder || array.shape.count < 2,
      count <= Self.maximumBytes, array.bytes.count >= count,
      let start = array.bytes.bindMemory(to: UInt8.self).baseAddress
    else { return nil }
    self.init(start, width: width, count: rows, maximumShare: Self.maximumShare) { rows in
      array.storage.discard(
        array.offset + rows.lowerBound * width..<array.offset + rows.upperBound * width)
    }
  }
}
