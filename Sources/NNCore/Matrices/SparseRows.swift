import CNNKernels
import NNFiles

/// Rows of bytes most of which are zero, as compressed sparse rows (CSR): only the other bytes are
/// stored, with their columns.
///
/// Four fifths of MNIST's pixels are zero: the others take 3 bytes each, and products with them a
/// third of the time.
package final class SparseRows: Sendable {
  /// The number of rows.
  package let count: Int
  /// The number of columns.
  package let width: Int
  /// The bytes of memory that the rows take.
  package var byteCount: Int { (count + 1) * MemoryLayout<Int>.stride + 3 * length }

  /// The number of stored bytes in all rows.
  package var length: Int { rowOffsets[count] }
  /// The mean number of stored bytes in a row, rounded down.
  var meanLength: Int { length / max(1, count) }

  // Written by `init` only.
  nonisolated(unsafe) fileprivate let rowOffsets: UnsafeMutablePointer<Int>
  nonisolated(unsafe) fileprivate let columns: UnsafeMutablePointer<UInt16>
  nonisolated(unsafe) fileprivate let valueIndices: UnsafeMutablePointer<UInt8>

  private static let rowsAtATime = 1024
  /// The maximum number of columns.
  package static let maximumColumns = Int(UInt16.max) + 1

  /// Compresses rows; `nil` if too few bytes are zero for that to pay, or there is not enough
  /// memory.
  ///
  /// - Parameters:
  ///   - bytes: rows one after the other
  ///   - width: the bytes of a row, at most `maximumColumns`
  ///   - count: the number of rows
  ///   - maximumFilled: the maximum share of nonzero bytes
  ///   - discard: is called with rows that are no longer needed
  package init?(
    _ bytes: UnsafePointer<UInt8>, width: Int, count: Int, maximumFilled: Double,
    discard: (_ rows: Range<Int>) -> Void = { _ in }
  ) {
    precondition(width <= Self.maximumColumns, "columns are 16-bit numbers")
    // Counted first, so that rows which do not pay take no memory.
    let maximum = Int(maximumFilled * Double(width * count))
    var length = 0
    for row in 0..<count {
      length += nn_count_nonzero(width, bytes + row * width)
      if length > maximum { return nil }
    }
    let needed = (count + 1) * MemoryLayout<Int>.stride + 3 * length
    guard (try? MachineMemory.require(needed, for: "sparse rows")) != nil else { return nil }
    self.count = count
    self.width = width
    rowOffsets = .allocate(capacity: count + 1)
    columns = .allocate(capacity: length)
    valueIndices = .allocate(capacity: length)
    rowOffsets[0] = 0
    for row in 0..<count {
      let start = rowOffsets[row]
      rowOffsets[row + 1] =
        start + nn_list_nonzero(width, bytes + row * width, columns + start, valueIndices + start)
      if (row + 1).isMultiple(of: Self.rowsAtATime) {
        discard(row + 1 - Self.rowsAtATime..<row + 1)
      }
    }
  }

  /// Writes a row with its zeros, each byte divided by a divisor.
  package func expand<T: Scalar>(_ row: Int, divisor: Double, into out: UnsafeMutablePointer<T>) {
    out.update(repeating: 0, count: width)
    for index in rowOffsets[row]..<rowOffsets[row + 1] {
      out[Int(columns[index])] = T(Double(valueIndices[index]) / divisor)
    }
  }

  deinit {
    rowOffsets.deallocate()
    columns.deallocate()
    valueIndices.deallocate()
  }
}

/// Some of `SparseRows`, as the inputs of a batch. Plain pointers, valid as long as their owners.
package struct SparseBatch<T: Scalar> {
  let rows: nn_sparse_rows
  /// The mean number of stored bytes in a row, of all rows, not only those of the batch.
  let meanLength: Int
  let selection: nn_selection

  /// The rows with the given indices, or consecutive rows.
  ///
  /// - Parameters:
  ///   - rows: the rows
  ///   - values: the number that each of the 256 bytes represents
  ///   - indices: the row of each sample; `nil` for consecutive rows
  ///   - first: the first of the consecutive rows
  package init(
    _ rows: SparseRows, values: UnsafePointer<T>, indices: UnsafePointer<Int>?, first: Int
  ) {
    self.rows = nn_sparse_rows(
      row_offsets: rows.rowOffsets, columns: rows.columns, value_indices: rows.valueIndices,
      values: values)
    meanLength = rows.meanLength
    selection = nn_selection(indices: indices, first: first)
  }

  private init(_ batch: SparseBatch, indices: UnsafePointer<Int>?, first: Int) {
    rows = batch.rows
    meanLength = batch.meanLength
    selection = nn_selection(indices: indices, first: first)
  }

  /// The samples from one on.
  func dropFirst(_ count: Int) -> SparseBatch {
    SparseBatch(
      self, indices: selection.indices.map { $0 + count }, first: selection.first + count)
  }
}
