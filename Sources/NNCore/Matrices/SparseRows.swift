import CNNKernels
import NNFiles

/// Rows of bytes of which most are zero: for each row a list of the others.
///
/// MNIST's images are four fifths zeros: their lists take 3 bytes for each number that is left, and
/// the products with them a third of the time.
public final class SparseRows: Sendable {
  /// The number of rows.
  public let count: Int
  /// The number of columns.
  public let width: Int
  /// The bytes that the lists take.
  public var byteCount: Int { (count + 1) * MemoryLayout<Int>.stride + 3 * length }

  /// The length of all lists together.
  package var length: Int { starts[count] }
  /// The mean length of the lists, rounded down.
  var meanLength: Int { length / max(1, count) }

  // Written by `init` only.
  nonisolated(unsafe) fileprivate let starts: UnsafeMutablePointer<Int>
  nonisolated(unsafe) fileprivate let columns: UnsafeMutablePointer<UInt16>
  nonisolated(unsafe) fileprivate let codes: UnsafeMutablePointer<UInt8>

  private static let rowsAtATime = 1024
  /// The most columns that a row can have.
  public static let maximumColumns = Int(UInt16.max) + 1

  /// The lists of some rows; `nil` if they are so long that they are of no use, or there is no memory
  /// for them.
  ///
  /// - Parameters:
  ///   - bytes: rows one after the other
  ///   - width: the bytes of a row, at most `maximumColumns`
  ///   - count: the number of rows
  ///   - maximumFilled: the part of all bytes that may be other than zero
  ///   - discard: is told of rows that are not needed any more
  public init?(
    _ bytes: UnsafePointer<UInt8>, width: Int, count: Int, maximumFilled: Double,
    discard: (_ rows: Range<Int>) -> Void = { _ in }
  ) {
    precondition(width <= Self.maximumColumns, "columns are 16-bit numbers")
    // Counted first: lists that are of no use take no memory.
    let most = Int(maximumFilled * Double(width * count))
    var length = 0
    for row in 0..<count {
      length += nn_count_nonzero(width, bytes + row * width)
      if length > most { return nil }
    }
    let needed = (count + 1) * MemoryLayout<Int>.stride + 3 * length
    guard (try? MachineMemory.require(needed, for: "lists")) != nil else { return nil }
    self.count = count
    self.width = width
    starts = .allocate(capacity: count + 1)
    columns = .allocate(capacity: length)
    codes = .allocate(capacity: length)
    starts[0] = 0
    for row in 0..<count {
      let start = starts[row]
      starts[row + 1] =
        start + nn_list_nonzero(width, bytes + row * width, columns + start, codes + start)
      if (row + 1).isMultiple(of: Self.rowsAtATime) {
        discard(row + 1 - Self.rowsAtATime..<row + 1)
      }
    }
  }

  /// Writes a row with its zeros, each byte divided by a divisor.
  public func expand<T: Scalar>(_ row: Int, divisor: Double, into out: UnsafeMutablePointer<T>) {
    out.update(repeating: 0, count: width)
    for index in starts[row]..<starts[row + 1] {
      out[Int(columns[index])] = T(Double(codes[index]) / divisor)
    }
  }

  deinit {
    starts.deallocate()
    columns.deallocate()
    codes.deallocate()
  }
}

/// Some of `SparseRows`, as the inputs of a batch. A plain pointer: valid as long as its owners.
public struct SparseBatch<T: Scalar> {
  let sparseInputs: nn_sparse_rows
  /// The mean length of all lists, not only those of the batch.
  let meanLength: Int
  let indices: UnsafePointer<Int>?
  let first: Int

  /// The rows with the given indices, or without indices consecutive ones.
  ///
  /// - Parameters:
  ///   - rows: the lists
  ///   - values: the numbers that the 256 bytes stand for
  ///   - indices: the row of each sample
  ///   - first: the first of the consecutive rows
  public init(
    _ rows: SparseRows, values: UnsafePointer<T>, indices: UnsafePointer<Int>?, first: Int
  ) {
    sparseInputs = nn_sparse_rows(
      starts: rows.starts, columns: rows.columns, codes: rows.codes, values: values)
    meanLength = rows.meanLength
    self.indices = indices
    self.first = first
  }

  private init(_ batch: SparseBatch, indices: UnsafePointer<Int>?, first: Int) {
    sparseInputs = batch.sparseInputs
    meanLength = batch.meanLength
    self.indices = indices
    self.first = first
  }

  /// The samples from one on.
  func dropFirst(_ count: Int) -> SparseBatch {
    SparseBatch(self, indices: indices.map { $0 + count }, first: first + count)
  }
}
