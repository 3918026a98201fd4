/// A matrix in panels of columns, in memory that an `Arena` owns: weights or their gradient, with a
/// row for each input, the bias neuron's first, and a column for each neuron.
///
/// Rows are padded with zeros to whole vectors. Two vectors of columns, or the last one alone, form
/// a panel. Panels are stored one after the other, each row after row, so products read memory in
/// order, whatever the shape.
public struct PanelMatrix<T: Scalar> {
  /// The first element.
  package let elements: UnsafeMutablePointer<T>
  /// The number of rows.
  public let rows: Int
  /// The number of columns.
  public let columns: Int

  /// The number of columns of every panel but the last one, which may be narrower.
  static var panelWidth: Int { 2 * T.vectorWidth }

  /// The number of elements of a matrix of this shape, padding included.
  static func paddedCount(rows: Int, columns: Int) -> Int { rows * T.padded(columns) }

  /// The number of elements, padding included.
  package var paddedCount: Int { Self.paddedCount(rows: rows, columns: columns) }

  /// The number of elements without padding.
  package var count: Int { rows * columns }

  /// The element in a row and column, both from 0.
  public subscript(row: Int, column: Int) -> T {
    get { elements[position(row, column)] }
    nonmutating set { elements[position(row, column)] = newValue }
  }

  private func position(_ row: Int, _ column: Int) -> Int {
    assert(row >= 0 && row < rows && column >= 0 && column < columns)
    let start = column / Self.panelWidth * Self.panelWidth
    return start * rows + row * width(ofPanelAt: start) + column - start
  }

  private func width(ofPanelAt start: Int) -> Int {
    min(Self.panelWidth, T.padded(columns) - start)
  }

  /// The first column of each panel.
  package var panelStarts: StrideTo<Int> { stride(from: 0, to: columns, by: Self.panelWidth) }

  /// Some rows of the panel that starts with a column; the padding of the last panel is that of its
  /// rows.
  package func panel(at start: Int, rows range: Range<Int>) -> Matrix<T> {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "there are \(rows) rows")
    let width = width(ofPanelAt: start)
    return Matrix(
      elements: elements + start * rows + range.lowerBound * width, rows: range.count,
      columns: min(width, columns - start), stride: width)
  }

  /// Whether no element is infinite or NaN.
  var isFinite: Bool {
    // Generic code over `T` would be slow, so it reads numbers of a fixed type.
    let bytes = UnsafeRawBufferPointer(
      start: elements, count: paddedCount * MemoryLayout<T>.stride)
    return T.self == Float.self
      ? stride(from: 0, to: bytes.count, by: 4).allSatisfy {
        bytes.load(fromByteOffset: $0, as: Float.self).isFinite
      }
      : stride(from: 0, to: bytes.count, by: 8).allSatisfy {
        bytes.load(fromByteOffset: $0, as: Double.self).isFinite
      }
  }
}
