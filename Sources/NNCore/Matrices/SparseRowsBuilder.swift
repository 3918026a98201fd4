import CNNKernels

/// Collects rows of bytes as sparse rows while they arrive, so that they are never all in memory as
/// they are.
package final class SparseRowsBuilder {
  /// The number of rows so far.
  package var count: Int { size.rows }
  /// The number of bytes that are reserved.
  var reservedBytes: Int { rowOffsets.byteCount + bytes.byteCount }

  private let width: Int
  private let expectedCount: Int
  private let maximum: Double
  private var size: SparseSize
  private let rowOffsets = GrowingMemory<Int>()
  private let bytes = GrowingMemory<UInt8>()

  /// A builder without rows.
  ///
  /// - Parameters:
  ///   - width: the number of bytes in a row
  ///   - expectedCount: the number of rows that are announced; no memory is allocated before they
  ///     arrive
  ///   - maximumShare: the maximum share of inputs that products visit, of those in all announced
  ///     rows; those that are visited one at a time count as often as they cost
  package init(width: Int, expectedCount: Int, maximumShare: Double) {
    self.width = width
    self.expectedCount = expectedCount
    maximum = maximumShare * Double(width * expectedCount)
    size = SparseSize(width: width)
  }

  /// Adds rows.
  ///
  /// - Parameter rows: at least one row, one after the other
  /// - Returns: whether they were added; none of them are if too much is not zero for sparse rows
  ///   to be worthwhile, or there is not enough memory
  package func append(_ rows: UnsafeRawBufferPointer) -> Bool {
    precondition(!rows.isEmpty && rows.count.isMultiple(of: width), "rows are whole")
    guard let start = rows.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return false }
    // Counted first, while the bytes are in the cache.
    var newSize = size
    for row in 0..<rows.count / width { newSize.add(start + row * width) }
    guard newSize.visitedInputs <= maximum, reserve(newSize) else { return false }
    var end = size.byteCount
    for row in size.rows..<newSize.rows {
      rowOffsets.start[row] = end
      end += nn_store_sparse_row(
        width, start + (row - size.rows) * width, newSize.byteCount - end, bytes.start + end)
    }
    rowOffsets.start[newSize.rows] = end
    size = newSize
    return true
  }

  /// Makes room for some rows, and for others that are to come and most likely resemble them.
  private func reserve(_ size: SparseSize) -> Bool {
    let perRow = Double(size.byteCount) / Double(size.rows)
    return rowOffsets.reserve(size.rows + 1, expected: Double(expectedCount) + 1)
      && bytes.reserve(
        size.byteCount + SparseRows.padding, expected: Double(expectedCount) * perRow * 1.05)
  }

  /// Writes all rows as they were, zeros included.
  ///
  /// - Parameter out: receives `count` rows
  package func expand(into out: UnsafeMutableRawBufferPointer) {
    guard let start = out.baseAddress?.assumingMemoryBound(to: UInt8.self) else { return }
    for row in 0..<count {
      nn_expand_sparse_row(width, bytes.start + rowOffsets.start[row], start + row * width)
    }
  }

  /// The sparse rows, of which there has to be one. They take over the memory, so that the builder
  /// must not be used afterwards.
  package func finish() -> SparseRows {
    (bytes.start + size.byteCount).initialize(repeating: 0, count: SparseRows.padding)
    return SparseRows(
      size, rowOffsets: rowOffsets.take(count + 1),
      bytes: bytes.take(size.byteCount + SparseRows.padding))
  }
}
