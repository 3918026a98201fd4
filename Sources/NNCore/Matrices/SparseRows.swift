import CNNKernels
import NNFiles
import Platform

/// Rows of bytes most of which are zero, in blocks of one row by four columns, quads: only quads
/// that are not zero are stored, and a bit for each of them all.
///
/// Four fifths of MNIST's pixels are zero, but those that are not are neighbours: a fourth of the
/// quads has them all. They take a third of the memory, and products with them as little time.
package final class SparseRows: Sendable {
  /// The number of rows.
  package let count: Int
  /// The number of columns.
  package let width: Int
  /// The number of nonzero bytes in all rows.
  package let nonzeroCount: Int
  /// The number of inputs that products visit at a time: 4, or 1 if those that are not zero are
  /// scattered, so that quads have more zeros than it takes to visit inputs one after the other.
  let inputsAtATime: Int

  // Written by `init` only.
  nonisolated(unsafe) private let rowOffsets: UnsafeMutablePointer<Int>
  nonisolated(unsafe) private let bytes: UnsafeMutablePointer<UInt8>

  private static let rowsAtATime = 1024
  /// As much as kernels may read at a time; the last row is followed by it.
  static let padding = 64

  /// Compresses rows; `nil` if too many of them are not zero for that to be worthwhile, or there is
  /// not enough memory.
  ///
  /// - Parameters:
  ///   - bytes: the rows, one after the other
  ///   - width: the number of bytes in a row
  ///   - count: the number of rows
  ///   - maximumShare: the maximum share of inputs that products visit; those that are visited one
  ///     at a time count as often as they cost
  ///   - discard: is called with rows whose `bytes` are no longer needed
  package init?(
    _ bytes: UnsafePointer<UInt8>, width: Int, count: Int, maximumShare: Double,
    discard: (_ rows: Range<Int>) -> Void = { _ in }
  ) {
    // Counted first, so that no memory is allocated for rows that are too dense.
    let maximum = maximumShare * Double(width * count)
    var size = SparseSize(width: width)
    for row in 0..<count {
      size.add(bytes + row * width)
      if size.visitedInputs > maximum { return nil }
    }
    let needed = size.byteCount + Self.padding + (count + 1) * MemoryLayout<Int>.stride
    guard (try? MachineMemory.require(needed, for: "sparse rows")) != nil
    else { return nil }
    self.count = count
    self.width = width
    nonzeroCount = size.nonzeroCount
    inputsAtATime = size.inputsAtATime
    rowOffsets = Self.allocate(count + 1)
    self.bytes = Self.allocate(size.byteCount + Self.padding)
    (self.bytes + size.byteCount).initialize(repeating: 0, count: Self.padding)
    rowOffsets[0] = 0
    for row in 0..<count {
      let start = rowOffsets[row]
      // The rows after this one need at least their bits.
      let reserved = (count - row - 1) * nn_sparse_row_size(width, 0)
      rowOffsets[row + 1] =
        start
        + nn_store_sparse_row(
          width, bytes + row * width, size.byteCount - reserved - start, self.bytes + start)
      if (row + 1).isMultiple(of: Self.rowsAtATime) {
        discard(row + 1 - Self.rowsAtATime..<row + 1)
      }
    }
  }

  /// Takes over the memory of rows, which is from `malloc`.
  ///
  /// - Parameters:
  ///   - size: what all rows take
  ///   - rowOffsets: where each row starts in `bytes`, and where the last one ends
  ///   - bytes: the rows as `nn_store_sparse_row` stores them, followed by padding
  init(
    _ size: SparseSize, rowOffsets: UnsafeMutablePointer<Int>, bytes: UnsafeMutablePointer<UInt8>
  ) {
    count = size.rows
    width = size.width
    nonzeroCount = size.nonzeroCount
    inputsAtATime = size.inputsAtATime
    self.rowOffsets = rowOffsets
    self.bytes = bytes
  }

  private static func allocate<Element>(_ count: Int) -> UnsafeMutablePointer<Element> {
    OutOfMemory.allocate(count * MemoryLayout<Element>.stride).bindMemory(
      to: Element.self, capacity: count)
  }

  /// The memory that the rows take, in bytes.
  package var byteCount: Int {
    rowOffsets[count] + Self.padding + (count + 1) * MemoryLayout<Int>.stride
  }

  /// The mean number of inputs that products visit in a row, rounded down; inputs that are visited
  /// one at a time count as often as they cost.
  package var meanVisitedCount: Int {
    guard count > 0 else { return 0 }
    if inputsAtATime == 1 { return Int(SparseSize.costOfSingleInput) * nonzeroCount / count }
    return (rowOffsets[count] - count * nn_sparse_row_size(width, 0)) / count
  }

  /// The bytes of a row, zeros included.
  package func expanded(_ row: Int) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: width) { buffer, count in
      guard let start = buffer.baseAddress else { return }
      nn_expand_sparse_row(width, bytes + rowOffsets[row], start)
      count = width
    }
  }

  /// What the kernels call the rows; valid as long as this object exists.
  var kernelRows: nn_sparse_rows {
    // Lengths vary: as many cache lines as the mean, and one.
    nn_sparse_rows(
      width: width, row_offsets: rowOffsets, bytes: bytes,
      usual_size: rowOffsets[count] / max(1, count) + 64)
  }

  deinit {
    free(rowOffsets)
    free(bytes)
  }
}
