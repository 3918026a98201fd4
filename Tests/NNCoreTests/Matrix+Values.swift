import NNCore

extension Arena {
  /// A matrix of these elements, row after row.
  func matrix<T: Scalar>(_ values: [T], columns: Int) -> Matrix<T> {
    let matrix: Matrix<T> = matrix(rows: values.count / columns, columns: columns)
    matrix.set(values)
    return matrix
  }

  /// A batch in panels of these elements, row after row.
  func panelBatch<T: Scalar>(_ values: [T], columns: Int) -> PanelBatch<T> {
    let batch: PanelBatch<T> = panelBatch(rows: values.count / columns, columns: columns)
    batch.set(values)
    return batch
  }

  /// A single row of these elements.
  func row<T: Scalar>(_ values: [T]) -> Matrix<T> { matrix(values, columns: values.count) }

  /// A matrix in panels of these elements, row after row.
  func panels<T: Scalar>(_ values: [T], columns: Int) -> PanelMatrix<T> {
    let matrix: PanelMatrix<T> = panels(rows: values.count / columns, columns: columns)
    for (position, value) in values.enumerated() {
      matrix[position / columns, position % columns] = value
    }
    return matrix
  }
}

extension Matrix {
  /// The elements, row after row.
  var values: [T] {
    (0..<rows).flatMap { UnsafeBufferPointer(start: row($0), count: columns) }
  }

  /// Sets the first elements, row after row.
  func set(_ values: [T]) {
    for (position, value) in values.enumerated() {
      self[position / columns, position % columns] = value
    }
  }
}

extension PanelBatch {
  /// The elements, row after row.
  var values: [T] { (0..<rows).flatMap { row in (0..<columns).map { self[row, $0] } } }

  /// Sets the first elements, row after row.
  func set(_ values: [T]) {
    for (position, value) in values.enumerated() {
      self[position / columns, position % columns] = value
    }
  }
}

extension PanelMatrix {
  /// The elements, row after row.
  var values: [T] {
    (0..<rows).flatMap { row in (0..<columns).map { self[row, $0] } }
  }
}

/// Whether numbers are the same, bit for bit; NaN is the same as NaN.
func sameBits<T: Scalar>(_ a: [T], _ b: [T]) -> Bool {
  a.count == b.count
    && zip(a, b).allSatisfy { x, y in
      x.isNaN && y.isNaN || x == y && x.sign == y.sign
    }
}
