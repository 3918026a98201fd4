import NNCore
import NNFiles

extension Samples {
  /// The inputs of samples as they are stored; there may be more rows than samples.
  public struct Inputs: Sendable {
    /// How they are stored.
    enum Storage: Sendable {
      /// Rows x inputs. Dimensions behind the first count as one.
      case array(StoredArray)
      /// Bytes of which most are zero.
      case sparse(SparseRows)
    }

    let storage: Storage
    /// What numbers are divided by when a batch is gathered.
    let divisor: Double

    /// Numbers that count as their quotient by a divisor.
    public init(_ array: StoredArray, divisor: Double = 1) {
      storage = .array(array)
      self.divisor = divisor
    }

    /// Numbers that count as their quotient by a divisor; as lists if they are bytes and most of
    /// them zero, which takes less memory and time. The array is used up.
    ///
    /// - Parameters:
    ///   - array: the numbers
    ///   - rows: how many rows of them are needed, from the first on
    ///   - width: the numbers of a row
    ///   - divisor: the divisor
    init(compacting array: StoredArray, rows: Int, width: Int, divisor: Double) {
      self.divisor = divisor
      storage = SparseRows(array, rows: rows, width: width).map { .sparse($0) } ?? .array(array)
    }

    /// Bytes, row after row, that count as their quotient by a number.
    public static func bytes(_ bytes: [UInt8], divisor: Double) -> Inputs {
      Inputs(
        StoredArray(shape: [bytes.count], type: .uint8, storage: ByteStorage(copying: bytes)),
        divisor: divisor)
    }

    /// Numbers as they are, row after row.
    public static func numbers(_ numbers: [Double]) -> Inputs {
      Inputs(
        StoredArray(shape: [numbers.count], type: .float64, storage: ByteStorage(copying: numbers)))
    }

    /// Where they stay if they are in a mapped file, and what the file system told of it then.
    var mappedFile: (path: String, status: FileStatus)? {
      if case .array(let array) = storage { array.storage.mappedFile } else { nil }
    }

    /// Checks that nobody has changed the file since it was mapped, if they are in one.
    ///
    /// - Throws: `FileError.changed`
    public func checkUnchanged() throws(FileError) {
      if case .array(let array) = storage { try array.storage.checkUnchanged() }
    }

    /// Whether there are so many rows.
    func has(rows: Int, width: Int) -> Bool {
      switch storage {
      case .array(let array): array.count >= rows * width
      case .sparse(let sparse): sparse.count >= rows && sparse.width == width
      }
    }

    /// The bytes that some rows take in memory.
    func byteCount(rows: Int, width: Int) -> Int {
      switch storage {
      case .array(let array): array.storage.isMapped ? 0 : rows * width * array.type.size
      case .sparse(let sparse): sparse.byteCount / sparse.count * rows
      }
    }

    /// Lets go of what was read of a mapped file, so that a pass over all rows takes little memory.
    ///
    /// - Parameters:
    ///   - rows: those that are not needed for the moment
    ///   - width: the numbers of a row
    public func forget(_ rows: Range<Int>, width: Int) {
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
  /// With a larger part of other numbers than zero, products with lists are no faster than with all.
  private static let maximumFilled = 1.0 / 3
  /// Larger files stay where they are.
  private static let maximumBytes = 1 << 31

  /// Lists of the first rows of an array; `nil` if they would not help.
  fileprivate convenience init?(_ array: StoredArray, rows: Int, width: Int) {
    let count = rows * width
    guard array.type == .uint8, !array.storage.isLargeFile,
      !array.isFortranOrder || array.shape.count < 2,
      width <= Self.maximumColumns, count <= Self.maximumBytes, array.bytes.count >= count,
      let start = array.bytes.bindMemory(to: UInt8.self).baseAddress
    else { return nil }
    self.init(start, width: width, count: rows, maximumFilled: Self.maximumFilled) { rows in
      array.storage.discard(
        array.offset + rows.lowerBound * width..<array.offset + rows.upperBound * width)
    }
  }
}
