import CNNKernels
import NNFiles
import Platform

/// Collects rows of bytes as sparse rows while they arrive, so that they are never all in memory as
/// they are.
package final class SparseRowsBuilder {
  /// The number of columns.
  let width: Int
  /// The number of rows so far.
  package private(set) var count = 0
  private(set) var nonzeroCount = 0

  private let expectedCount: Int
  private let maximumNonzeroCount: Int
  private let rowOffsets = GrowingMemory<Int>()
  private let columns = GrowingMemory<UInt16>()
  private let valueIndices = GrowingMemory<UInt8>()

  /// A builder without rows.
  ///
  /// - Parameters:
  ///   - width: the number of bytes in a row, at most `SparseRows.maximumColumns`
  ///   - expectedCount: the number of rows that are announced; no memory is allocated before they
  ///     arrive
  ///   - maximumDensity: the maximum share of nonzero bytes in all announced rows, from 0 to 1
  package init(width: Int, expectedCount: Int, maximumDensity: Double) {
    precondition(width <= SparseRows.maximumColumns, "columns are 16-bit numbers")
    self.width = width
    self.expectedCount = expectedCount
    maximumNonzeroCount = Int(maximumDensity * Double(width * expectedCount))
  }

  /// Adds rows.
  ///
  /// - Parameter bytes: whole rows, one after the other
  /// - Returns: whether they were added; none of them are if too many bytes are nonzero for sparse
  ///   rows to be worthwhile, or there is not enough memory
  package func append(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let rows = bytes.count / width
    guard let start = bytes.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return true }
    // Counted first, while the bytes are in the cache.
    var total = nonzeroCount
    for row in 0..<rows { total += nn_count_nonzero(width, start + row * width) }
    guard total <= maximumNonzeroCount, reserve(rows: count + rows, nonzeroCount: total) else {
      return false
    }
    for row in 0..<rows {
      rowOffsets.start[count + row] = nonzeroCount
      nonzeroCount += nn_list_nonzero(
        width, start + row * width, total - nonzeroCount, columns.start + nonzeroCount,
        valueIndices.start + nonzeroCount)
    }
    count += rows
    rowOffsets.start[count] = nonzeroCount
    return true
  }

  /// Makes room for some rows, and for others that are to come and most likely resemble them.
  private func reserve(rows: Int, nonzeroCount: Int) -> Bool {
    let perRow = Double(nonzeroCount) / Double(max(1, rows))
    let expected = min(maximumNonzeroCount, Int(perRow * 1.05 * Double(expectedCount)))
    return rowOffsets.reserve(rows + 1, expected: expectedCount + 1)
      && columns.reserve(nonzeroCount, expected: expected)
      && valueIndices.reserve(nonzeroCount, expected: expected)
  }

  /// Writes all rows as they were, zeros included.
  ///
  /// - Parameter out: receives `count` rows of `width` bytes
  package func expand(into out: UnsafeMutableRawBufferPointer) {
    let out = out.assumingMemoryBound(to: UInt8.self)
    out.update(repeating: 0)
    for row in 0..<count {
      for index in rowOffsets.start[row]..<rowOffsets.start[row + 1] {
        out[row * width + Int(columns.start[index])] = valueIndices.start[index]
      }
    }
  }

  /// The sparse rows, which take over the memory. The builder must not be used afterwards.
  package func finish() -> SparseRows {
    SparseRows(
      count: count, width: width, rowOffsets: rowOffsets.take(count + 1),
      columns: columns.take(nonzeroCount), valueIndices: valueIndices.take(nonzeroCount))
  }
}
