/// A dense matrix, stored row after row in memory that an `Arena` owns: a batch with a row for each
/// sample, or some rows of one.
///
/// It is a pointer with a shape: a copy refers to the same elements, and is made without reference
/// counting. It is valid as long as its arena exists. Rows are padded to whole vectors; elementwise
/// functions process the padding too, and no other element depends on it.
public struct Matrix<T: Scalar> {
  /// The first element.
  public let elements: UnsafeMutablePointer<T>
  /// The number of rows.
  public let rows: Int
  /// The number of columns, which are neurons in a batch.
  public let columns: Int
  /// The number of elements from a row to the next one.
  public let stride: Int

  /// A matrix over existing memory of `rows * stride` elements, rows of whole vectors.
  init(elements: UnsafeMutablePointer<T>, rows: Int, columns: Int, stride: Int) {
    precondition(
      columns <= stride && stride.isMultiple(of: T.vectorWidth), "rows overlap or end in a vector")
    self.elements = elements
    self.rows = rows
    self.columns = columns
    self.stride = stride
  }

  /// The number of elements, padding included.
  var paddedCount: Int { rows * stride }

  /// The element in a row and column, both from 0.
  public subscript(row: Int, column: Int) -> T {
    get {
      assert(row >= 0 && row < rows && column >= 0 && column < columns)
      return elements[row * stride + column]
    }
    nonmutating set {
      assert(row >= 0 && row < rows && column >= 0 && column < columns)
      elements[row * stride + column] = newValue
    }
  }

  /// Some consecutive rows, as a matrix over the same memory.
  public func rows(_ range: Range<Int>) -> Matrix {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= rows, "the matrix has only \(rows) rows")
    return Matrix(
      elements: elements + range.lowerBound * stride, rows: range.count, columns: columns,
      stride: stride)
  }

  /// The first rows, as a matrix over the same memory.
  public func prefix(_ count: Int) -> Matrix { rows(0..<count) }

  /// The first element of a row.
  public func row(_ row: Int) -> UnsafeMutablePointer<T> {
    assert(row >= 0 && row < rows)
    return elements + row * stride
  }

  /// Whether another matrix has the same shape and the same stride.
  func hasShape(of other: Matrix) -> Bool {
    rows == other.rows && columns == other.columns && stride == other.stride
  }
}
