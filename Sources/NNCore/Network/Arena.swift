import NNFiles

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Owns the memory of matrices and frees it at its end.
///
/// Everything that training needs is allocated before it starts. Whether there is as much is looked at
/// before; if there is not all the same, the process ends with a message.
public final class Arena {
  private var blocks: [UnsafeMutableRawPointer] = []
  /// As wide as the vectors and as a cache line.
  private static let alignment = 64

  /// An owner of nothing yet.
  public init() {}

  deinit {
    for block in blocks { free(block) }
  }

  /// A matrix of zeros.
  public func matrix<T: Scalar>(rows: Int, columns: Int, of type: T.Type = T.self) -> Matrix<T> {
    var stride = T.padded(columns)
    // Columns of several rows would compete for the same lines of the cache.
    if stride * MemoryLayout<T>.stride % 1024 == 0 { stride += T.vectorWidth }
    return Matrix(elements: zeros(rows * stride), rows: rows, columns: columns, stride: stride)
  }

  /// A matrix of zeros in panels.
  public func panels<T: Scalar>(rows: Int, columns: Int, of type: T.Type = T.self)
    -> PanelMatrix<T>
  {
    let count = PanelMatrix<T>.paddedCount(rows: rows, columns: columns)
    return PanelMatrix(elements: zeros(count), rows: rows, columns: columns)
  }

  /// An array of zeros.
  public func zeros<T: BinaryFloatingPoint>(_ count: Int, of type: T.Type = T.self)
    -> UnsafeMutablePointer<T>
  {
    let block = OutOfMemory.allocate(
      max(1, count) * MemoryLayout<T>.stride, alignment: Self.alignment)
    blocks.append(block)
    let elements = block.bindMemory(to: T.self, capacity: count)
    elements.initialize(repeating: 0, count: count)
    return elements
  }
}
