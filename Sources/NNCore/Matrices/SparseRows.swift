import CNNKernels
import NNFiles
import Platform

/// Rows of bytes most of which are zero, as compressed sparse rows (CSR): only nonzero bytes are
/// stored, with their columns.
///
/// Four fifths of MNIST's pixels are zero. The others take 3 bytes each, and products with them
/// take a third of the time.
package final class SparseRows: Sendable {
  /// The number of rows.
  package let count: Int
  /// The number of columns.
  package let width: Int
  /// The memory that the rows take, in bytes.
  package var byteCount: Int { Self.byteCount(rows: count, nonzeroCount: nonzeroCount) }

  /// The number of nonzero bytes in all rows.
  package var nonzeroCount: Int { rowOffsets[count] }
  /// The mean number of nonzero bytes in a row, rounded down.
  var meanNonzeroCount: Int { nonzeroCount / max(1, count) }

  // Written by `init` only.
  nonisolated(unsafe) fileprivate let rowOffsets: UnsafeMutablePointer<Int>
  nonisolated(unsafe) fileprivate let columns: UnsafeMutablePointer<UInt16>
  nonisolated(unsafe) fileprivate let valueIndices: UnsafeMutablePointer<UInt8>

  private static let rowsAtATime = 1024
  /// The maximum number of columns.
  package static let maximumColumns = Int(UInt16.max) + 1

  /// Compresses rows; `nil` if too many bytes are nonzero for that to be worthwhile, or there is
  /// not enough memory.
  ///
  /// - Parameters:
  ///   - bytes: the rows, one after the other
  ///   - width: the number of bytes in a row, at most `maximumColumns`
  ///   - count: the number of rows
  ///   - maximumDensity: the maximum share of nonzero bytes, from 0 to 1
  ///   - discard: is called with rows whose `bytes` are no longer needed
  package init?(
    _ bytes: UnsafePointer<UInt8>, width: Int, count: Int, maximumDensity: Double,
    discard: (_ rows: Range<Int>) -> Void = { _ in }
  ) {
    precondition(width <= Self.maximumColumns, "columns are 16-bit numbers")
    // Counted first, so that no memory is allocated for rows that are too dense.
    let maximum = Int(maximumDensity * Double(width * count))
    var nonzeroCount = 0
    for row in 0..<count {
      nonzeroCount += nn_count_nonzero(width, bytes + row * width)
      if nonzeroCount > maximum { return nil }
    }
    let needed = Self.byteCount(rows: count, nonzeroCount: nonzeroCount)
    guard (try? MachineMemory.require(needed, for: "sparse rows")) != nil else { return nil }
    self.count = count
    self.width = width
    rowOffsets = Self.allocate(count + 1)
    columns = Self.allocate(nonzeroCount)
    valueIndices = Self.allocate(nonzeroCount)
    rowOffsets[0] = 0
    for row in 0..<count {
      let start = rowOffsets[row]
      rowOffsets[row + 1] =
        start
        + nn_list_nonzero(
          width, bytes + row * width, nonzeroCount - start, columns + start, valueIndices + start)
      if (row + 1).isMultiple(of: Self.rowsAtATime) {
        discard(row + 1 - Self.rowsAtATime..<row + 1)
      }
    }
  }

  /// Takes over the memory of rows, which is from `malloc`.
  init(
    count: Int, width: Int, rowOffsets: UnsafeMutablePointer<Int>,
    columns: UnsafeMutablePointer<UInt16>, valueIndices: UnsafeMutablePointer<UInt8>
  ) {
    self.count = count
    self.width = width
    self.rowOffsets = rowOffsets
    self.columns = columns
    self.valueIndices = valueIndices
  }

  private static func allocate<Element>(_ count: Int) -> UnsafeMutablePointer<Element> {
    let bytes = max(1, count) * MemoryLayout<Element>.stride
    return OutOfMemory.allocate(bytes).bindMemory(to: Element.self, capacity: count)
  }

  private static func byteCount(rows: Int, nonzeroCount: Int) -> Int {
    (rows + 1) * MemoryLayout<Int>.stride
      + nonzeroCount * (MemoryLayout<UInt16>.stride + MemoryLayout<UInt8>.stride)
  }

  /// Expands a row, zeros included, and divides each byte by a divisor.
  ///
  /// - Parameters:
  ///   - row: the row, counted from 0
  ///   - divisor: what bytes are divided by
  ///   - out: receives `width` numbers
  package func expand<T: Scalar>(_ row: Int, divisor: Double, into out: UnsafeMutablePointer<T>) {
    out.update(repeating: 0, count: width)
    for index in rowOffsets[row]..<rowOffsets[row + 1] {
      out[Int(columns[index])] = T(Double(valueIndices[index]) / divisor)
    }
  }

  deinit {
    free(rowOffsets)
    free(columns)
    free(valueIndices)
  }
}

/// Some rows of `SparseRows` as the inputs of a batch. The pointers in it are valid as long as
/// their owners exist.
package struct SparseBatch<T: Scalar> {
  let rows: nn_sparse_rows
  /// The mean number of nonzero bytes in a row, over all rows and not only those of the batch.
  let meanNonzeroCount: Int
  let selection: nn_selection

  /// The rows with the given indices, or consecutive rows.
  ///
  /// - Parameters:
  ///   - rows: the rows
  ///   - values: the number that each of the 256 possible bytes represents
  ///   - indices: the row of each sample; `nil` for consecutive rows
  ///   - first: the first of the consecutive rows
  package init(
    _ rows: SparseRows, values: UnsafePointer<T>, indices: UnsafePointer<Int>?, first: Int
  ) {
    self.rows = nn_sparse_rows(
      row_offsets: rows.rowOffsets, columns: rows.columns, value_indices: rows.valueIndices,
      values: values)
    meanNonzeroCount = rows.meanNonzeroCount
    selection = nn_selection(indices: indices, first: first)
  }

  private init(_ batch: SparseBatch, indices: UnsafePointer<Int>?, first: Int) {
    rows = batch.rows
    meanNonzeroCount = batch.meanNonzeroCount
    selection = nn_selection(indices: indices, first: first)
  }

  /// The batch without its first samples.
  func dropFirst(_ count: Int) -> SparseBatch {
    SparseBatch(
      self, indices: selection.indices.map { $0 + count }, first: selection.first + count)
  }
}
