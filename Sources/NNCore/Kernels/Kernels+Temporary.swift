extension Kernels {
  /// Calls a function with a matrix of zeros for intermediate results.
  ///
  /// - Parameters:
  ///   - shape: a matrix of the shape that is needed
  ///   - body: uses the matrix, which is valid until it returns
  /// - Returns: what `body` returns
  /// - Throws: what `body` throws
  public func withTemporary<Result>(
    shapedLike shape: Matrix<T>, _ body: (Matrix<T>) throws -> Result
  ) rethrows -> Result {
    let count = max(1, shape.paddedCount)
    let size = count * MemoryLayout<T>.stride
    return try withUnsafeTemporaryAllocation(byteCount: size, alignment: 64) { buffer in
      buffer.initializeMemory(as: UInt8.self, repeating: 0)
      let elements = buffer.bindMemory(to: T.self)
      guard let start = elements.baseAddress else { preconditionFailure("there is memory") }
      return try body(
        Matrix(
          elements: start, rows: shape.rows, columns: shape.columns, stride: shape.stride))
    }
  }
}
