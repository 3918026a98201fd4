import NNCore

/// A row of each of three matrices, as functions of libraries take them.
struct LibraryRow<Element> {
  /// Which row it is.
  let index: Int
  /// Its first elements; where the function changes no matrix, `result` is `y`.
  let x, y, result: UnsafeMutablePointer<Element>
}

extension LibraryFunction {
  /// Calls the function for each row of a batch: in the type of the batch if the library can do
  /// that, otherwise in double, from which results are rounded once.
  ///
  /// - Parameters:
  ///   - x: an operand, samples x neurons
  ///   - y: another one; same shape
  ///   - result: what the function changes; same shape; `nil` if it changes none
  ///   - float: calls the library's function for float; `nil` if it has none
  ///   - double: calls the one for double
  func forEachRow<T: Scalar>(
    _ x: Matrix<T>, _ y: Matrix<T>, into result: Matrix<T>?,
    float: ((LibraryRow<Float>) -> Void)?, double: (LibraryRow<Double>) -> Void
  ) {
    during {
      if T.self == Double.self {
        for row in 0..<x.rows { double(LibraryRow(row, x, y, result)) }
      } else if let float {
        for row in 0..<x.rows { float(LibraryRow(row, x, y, result)) }
      } else {
        Self.widen(x, y, into: result, double)
      }
    }
  }

  private static func widen<T>(
    _ x: Matrix<T>, _ y: Matrix<T>, into result: Matrix<T>?, _ body: (LibraryRow<Double>) -> Void
  ) {
    let count = x.columns
    withUnsafeTemporaryAllocation(of: Double.self, capacity: 3 * count) { memory in
      guard let start = memory.baseAddress else { return }
      for index in 0..<x.rows {
        let row = LibraryRow<Float>(index, x, y, result)
        let wide = LibraryRow(
          index: index, x: start, y: start + count, result: start + 2 * count)
        for column in 0..<count {
          wide.x[column] = Double(row.x[column])
          wide.y[column] = Double(row.y[column])
          wide.result[column] = Double(row.result[column])
        }
        body(wide)
        if result == nil { continue }
        for column in 0..<count { row.result[column] = Float(wide.result[column]) }
      }
    }
  }
}

extension LibraryRow {
  /// A row of matrices whose elements are of this type.
  fileprivate init<T>(_ index: Int, _ x: Matrix<T>, _ y: Matrix<T>, _ result: Matrix<T>?) {
    func start(_ matrix: Matrix<T>) -> UnsafeMutablePointer<Element> {
      UnsafeMutableRawPointer(matrix.row(index)).assumingMemoryBound(to: Element.self)
    }
    self.init(index: index, x: start(x), y: start(y), result: start(result ?? y))
  }
}
