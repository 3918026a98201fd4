import NNFiles
import Platform

/// Owns the memory of matrices, and frees it when it is released itself.
///
/// Everything that a training needs is allocated before it starts, after a check that there is
/// enough memory. If an allocation fails nevertheless, the process ends with a message.
package final class Arena {
  /// The number of bytes that have been allocated.
  package private(set) var byteCount = 0
  private var blocks: [UnsafeMutableRawPointer] = []
  /// The size of a vector and of a cache line in bytes.
  private static let alignment = 64

  /// An empty arena.
  package init() {}

  deinit {
    for block in blocks { free(block) }
  }

  /// A matrix of zeros.
  package func matrix<T: Scalar>(rows: Int, columns: Int, of type: T.Type = T.self) -> Matrix<T> {
    let stride = Self.stride(of: T.self, columns: columns)
    return Matrix(elements: zeros(rows * stride), rows: rows, columns: columns, stride: stride)
  }

  /// A matrix of zeros in panels.
  package func panels<T: Scalar>(rows: Int, columns: Int, of type: T.Type = T.self)
    -> PanelMatrix<T>
  {
    let count = PanelMatrix<T>.paddedCount(rows: rows, columns: columns)
    return PanelMatrix(elements: zeros(count), rows: rows, columns: columns)
  }

  /// A batch of zeros in panels.
  package func panelBatch<T: Scalar>(rows: Int, columns: Int, of type: T.Type = T.self)
    -> PanelBatch<T>
  {
    guard PanelBatch<T>.hasPanels(rows: rows, columns: columns) else {
      return PanelBatch(matrix(rows: rows, columns: columns))
    }
    let panelStride = PanelBatch<T>.panelStride(rows: rows)
    return PanelBatch(
      elements: zeros(PanelBatch<T>.panelCount(columns: columns) * panelStride), rows: rows,
      columns: columns, stride: PanelBatch<T>.panelWidth, panelStride: panelStride)
  }

  /// An array of zeros.
  package func zeros<T: Numeric>(_ count: Int, of type: T.Type = T.self)
    -> UnsafeMutablePointer<T>
  {
    let size = max(1, count) * MemoryLayout<T>.stride
    let block = OutOfMemory.allocate(size, alignment: Self.alignment)
    byteCount += count * MemoryLayout<T>.stride
    blocks.append(block)
    let elements = block.bindMemory(to: T.self, capacity: count)
    elements.initialize(repeating: 0, count: count)
    return elements
  }

  /// The number of elements from a row of a matrix to the next one.
  private static func stride<T: Scalar>(of type: T.Type, columns: Int) -> Int {
    let stride = T.padded(columns)
    // At multiples of 1024 bytes, the elements of a column would compete for the same cache lines.
    return stride * MemoryLayout<T>.stride % 1024 == 0 ? stride + T.vectorWidth : stride
  }
}

// The sizes of what an arena allocates, as a `Double`, which does not overflow.
extension Arena {
  /// The bytes of a matrix.
  package static func byteCount<T: Scalar>(
    ofMatrix type: T.Type, rows: Int, columns: Int
  ) -> Double {
    Double(rows) * Double(stride(of: T.self, columns: columns)) * Double(MemoryLayout<T>.stride)
  }

  /// The bytes of a batch in panels.
  package static func byteCount<T: Scalar>(
    ofPanelBatch type: T.Type, rows: Int, columns: Int
  ) -> Double {
    guard PanelBatch<T>.hasPanels(rows: rows, columns: columns) else {
      return byteCount(ofMatrix: T.self, rows: rows, columns: columns)
    }
    return Double(PanelBatch<T>.panelCount(columns: columns))
      * Double(PanelBatch<T>.panelStride(rows: rows)) * Double(MemoryLayout<T>.stride)
  }

  /// The bytes of a matrix in panels.
  package static func byteCount<T: Scalar>(
    ofPanels type: T.Type, rows: Int, columns: Int
  ) -> Double {
    Double(rows) * Double(T.padded(columns)) * Double(MemoryLayout<T>.stride)
  }
}
