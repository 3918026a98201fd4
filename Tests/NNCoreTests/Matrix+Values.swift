import NNCore

extension Arena {
  /// A matrix of these elements, row after row.
  func matrix<T: Scalar>(_ values: [T], columns: Int) -> Matrix<T> {
    let matrix: Matrix<T> = matrix(rows: values.count / columns, columns: columns)
    matrix.set(values)
    return matrix
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

/// Numbers for tests, from a generator that is passed in.
struct TestNumbers {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  /// Steele, Lea, Flood 2014: SplitMix64.
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A number between -1 and 1.
  mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-52 - 1 }

  /// A whole number below a bound.
  mutating func integer(below bound: Int) -> Int { Int(next() % UInt64(bound)) }

  /// Numbers between -1 and 1, a third of them zero, as activations of ReLU are.
  mutating func sparse<T: Scalar>(_ count: Int) -> [T] {
    (0..<count).map { _ in integer(below: 3) == 0 ? 0 : T(uniform()) }
  }

  /// Numbers that are easily treated wrongly: tiny, huge, signed zeros, infinite, not a number.
  mutating func special<T: Scalar>(_ count: Int) -> [T] {
    let values: [T] = [
      0, -0.0, 1, -1, T.leastNonzeroMagnitude, -T.leastNormalMagnitude, T.greatestFiniteMagnitude,
      -T.infinity, T.infinity, T.nan,
    ]
    return (0..<count).map { _ in
      integer(below: 4) == 0 ? values[integer(below: values.count)] : T(uniform())
    }
  }
}
