/// A dense matrix, row after row, in memory that a `Memory` owns.
///
/// A plain pointer with a shape: copying one copies no elements and counts no references. It is
/// valid as long as its owner.
public struct Matrix<T: Scalar> {
  /// The first element.
  public let elements: UnsafeMutablePointer<T>
  /// The number of rows: samples of a batch, or input neurons of a weight matrix.
  public let rows: Int
  /// The number of columns: neurons.
  public let columns: Int

  /// A matrix over existing memory of `rows * columns` elements.
  public init(elements: UnsafeMutablePointer<T>, rows: Int, columns: Int) {
    self.elements = elements
    self.rows = rows
    self.columns = columns
  }

  /// The number of elements.
  public var count: Int { rows * columns }

  /// The element in a row and column, both from 0.
  public subscript(row: Int, column: Int) -> T {
    get {
      assert(row >= 0 && row < rows && column >= 0 && column < columns)
      return elements[row * columns + column]
    }
    nonmutating set {
      assert(row >= 0 && row < rows && column >= 0 && column < columns)
      elements[row * columns + column] = newValue
    }
  }

  /// Consecutive rows.
  public func rows(_ range: Range<Int>) -> Matrix {
    precondition(
      range.lowerBound >= 0 && range.upperBound <= rows, "the matrix has only \(rows) rows")
    return Matrix(
      elements: elements + range.lowerBound * columns, rows: range.count, columns: columns)
  }

  /// The first rows.
  public func prefix(_ count: Int) -> Matrix { rows(0..<count) }

  /// The first element of a row.
  public func row(_ row: Int) -> UnsafeMutablePointer<T> {
    assert(row >= 0 && row < rows)
    return elements + row * columns
  }
}
