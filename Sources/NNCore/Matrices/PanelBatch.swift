/// The values of a layer's neurons for the samples of a batch, in memory that an `Arena` owns: a
/// row for each sample, a column for each neuron.
///
/// Two vectors of columns form a panel. Panels are stored one after the other, each row after row,
/// so that products read memory in order, whatever the number of neurons, and threads that own some
/// neurons do not write to the same cache lines. Elementwise functions process panels as matrices.
/// What needs whole rows has them one after the other instead, as those of a `Matrix`.
///
/// It is a pointer with a shape: a copy refers to the same elements.
package struct PanelBatch<T: Scalar> {
  /// The first element.
  let elements: UnsafeMutablePointer<T>
  /// The number of rows.
  package let rows: Int
  /// The number of columns.
  package let columns: Int
  /// The number of elements from a row of a panel to the next one.
  let stride: Int
  /// The number of elements from a panel to the next one.
  let panelStride: Int

  /// The number of columns of every panel but the last one, which may have fewer.
  static var panelWidth: Int { PanelMatrix<T>.panelWidth }

  /// Panels over existing memory.
  init(
    elements: UnsafeMutablePointer<T>, rows: Int, columns: Int, stride: Int, panelStride: Int
  ) {
    self.elements = elements
    self.rows = rows
    self.columns = columns
    self.stride = stride
    self.panelStride = panelStride
  }

  /// The rows of a matrix.
  package init(_ matrix: Matrix<T>) {
    self.init(
      elements: matrix.elements, rows: matrix.rows, columns: matrix.columns,
      stride: matrix.stride, panelStride: Self.panelWidth)
  }

  /// The element in a row and column, both from 0.
  package subscript(row: Int, column: Int) -> T {
    get { elements[position(row, column)] }
    nonmutating set { elements[position(row, column)] = newValue }
  }

  private func position(_ row: Int, _ column: Int) -> Int {
    assert(row >= 0 && row < rows && column >= 0 && column < columns)
    let (panel, rest) = column.quotientAndRemainder(dividingBy: Self.panelWidth)
    return panel * panelStride + row * stride + rest
  }

  /// Some consecutive rows, over the same memory.
  package func rows(_ range: Range<Int>) -> PanelBatch {
    precondition(range.lowerBound >= 0 && range.upperBound <= rows, "there are \(rows) rows")
    return PanelBatch(
      elements: elements + range.lowerBound * stride, rows: range.count, columns: columns,
      stride: stride, panelStride: panelStride)
  }

  /// The first rows, over the same memory.
  package func prefix(_ count: Int) -> PanelBatch { rows(0..<count) }

  /// The matrices that have some columns: panels, or one of whole rows.
  package func matrixIndices(of columns: Range<Int>) -> Range<Int> {
    panelStride == Self.panelWidth
      ? 0..<1
      : columns.lowerBound / Self.panelWidth..<Self.panelCount(columns: columns.upperBound)
  }

  /// The matrix with an index: a panel, or all rows.
  package func matrix(_ index: Int) -> Matrix<T> {
    if panelStride == Self.panelWidth {
      return Matrix(elements: elements, rows: rows, columns: columns, stride: stride)
    }
    return Matrix(
      elements: elements + index * panelStride, rows: rows,
      columns: min(Self.panelWidth, columns - index * Self.panelWidth), stride: stride)
  }

  /// The number of panels.
  static func panelCount(columns: Int) -> Int { (columns + panelWidth - 1) / panelWidth }

  /// Whether a batch is stored in panels; otherwise whole rows are as good.
  static func hasPanels(rows: Int, columns: Int) -> Bool { rows > 1 && columns > panelWidth }

  /// The number of elements from a panel to the next one.
  static func panelStride(rows: Int) -> Int {
    // At multiples of 4096 bytes, equal places in neighbouring panels would compete for the same
    // cache lines. With few rows, all panels are in the cache at the same time anyway.
    rows * panelWidth + (rows < 16 ? 0 : 640 / MemoryLayout<T>.stride)
  }
}
