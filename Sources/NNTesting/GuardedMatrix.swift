import NNCore

/// A matrix between rows that nothing may write to, with chosen numbers in the padding of its rows.
struct GuardedMatrix<T: Scalar> {
  /// The matrix.
  let matrix: Matrix<T>
  private let whole: Matrix<T>
  private let arena = Arena()

  /// The number of guarded rows before and after the matrix.
  private static var margin: Int { 2 }
  /// What is in guarded rows.
  private static var guardValue: T { T(-123_456) }

  /// A matrix of these elements.
  ///
  /// - Parameters:
  ///   - values: the elements, row after row
  ///   - columns: the number of columns
  ///   - padding: what rows are padded with
  init(_ values: [T], columns: Int, padding: T) {
    let rows = values.count / columns
    whole = arena.matrix(rows: rows + 2 * Self.margin, columns: columns)
    matrix = whole.rows(Self.margin..<Self.margin + rows)
    for row in 0..<whole.rows {
      let isGuarded = !(Self.margin..<Self.margin + rows).contains(row)
      let start = whole.row(row)
      for column in 0..<whole.stride {
        start[column] =
          isGuarded
          ? Self.guardValue
          : column < columns ? values[(row - Self.margin) * columns + column] : padding
      }
    }
  }

  /// The elements, row after row.
  var values: [T] {
    (0..<matrix.rows).flatMap { UnsafeBufferPointer(start: matrix.row($0), count: matrix.columns) }
  }

  /// Whether no guarded row has changed.
  var isGuardIntact: Bool {
    let last = whole.rows - Self.margin
    return [0..<Self.margin, last..<whole.rows].joined().allSatisfy { row in
      UnsafeBufferPointer(start: whole.row(row), count: whole.stride)
        .allSatisfy { $0 == Self.guardValue }
    }
  }
}

/// Numbers in memory between numbers that nothing may write to.
struct GuardedNumbers {
  /// The first number.
  let start: UnsafeMutablePointer<Double>
  private let count: Int
  private let arena = Arena()

  private static let margin = 8
  private static let guardValue = -123_456.0

  /// Memory for some numbers.
  init(count: Int) {
    self.count = count
    let whole: UnsafeMutablePointer<Double> = arena.zeros(count + 2 * Self.margin)
    start = whole + Self.margin
    for index in 0..<Self.margin {
      whole[index] = Self.guardValue
      start[count + index] = Self.guardValue
    }
  }

  /// The numbers.
  var values: [Double] { Array(UnsafeBufferPointer(start: start, count: count)) }

  /// Whether nothing around the numbers has changed.
  var isGuardIntact: Bool {
    (0..<Self.margin).allSatisfy {
      start[$0 - Self.margin] == Self.guardValue && start[count + $0] == Self.guardValue
    }
  }
}
