/// How columns of numbers are brought to a common scale.
enum Normalization: String, CaseIterable, Sendable {
  /// They stay as they are.
  case none
  /// To the range from 0 to 1: (x - min) / (max - min).
  case minmax
  /// To mean 0 and standard deviation 1: (x - mean) / deviation, the deviation of the whole
  /// population.
  case zscore

  /// The scaling that brings these rows to the scale; `nil` for `none`.
  ///
  /// A column whose values are all equal is only shifted.
  ///
  /// - Parameters:
  ///   - values: numbers, row after row
  ///   - width: the number of columns
  ///   - rows: the rows that count; by default all
  /// - Returns: the scaling
  func fitted<Values: RandomAccessCollection<Double>>(
    to values: Values, width: Int, rows: [Int]? = nil
  ) -> Scaling? where Values.Index == Int {
    if self == .none { return nil }
    let count = rows?.count ?? values.count / width
    var columns = [Column](repeating: Column(), count: width)
    // Row after row, as they lie in memory; a column's sums run from the first row to the last.
    for index in 0..<count {
      let start = (rows?[index] ?? index) * width
      for column in 0..<width { columns[column].add(values[start + column]) }
    }
    let means = columns.map { $0.sum / Double(count) }
    var squares = [Double](repeating: 0, count: width)
    if self == .zscore {
      for index in 0..<count {
        let start = (rows?[index] ?? index) * width
        for column in 0..<width {
          let difference = values[start + column] - means[column]
          squares[column].addProduct(difference, difference)
        }
      }
    }
    let scales = (0..<width).map { column -> (offset: Double, divisor: Double) in
      let (least, greatest) = (columns[column].least, columns[column].greatest)
      // A rounded mean of equal values could make them differ from zero.
      if least == greatest { return (least, 1) }
      if self == .minmax { return (least, greatest - least) }
      return (means[column], (squares[column] / Double(count)).squareRoot())
    }
    return Scaling(offsets: scales.map(\.offset), divisors: scales.map(\.divisor))
  }

  private struct Column {
    var (least, greatest, sum) = (Double.infinity, -Double.infinity, 0.0)

    mutating func add(_ value: Double) {
      least = min(least, value)
      greatest = max(greatest, value)
      sum += value
    }
  }
}

extension Scaling {
  /// Scales rows of numbers in place.
  func apply<Values: MutableCollection<Double> & RandomAccessCollection>(
    to values: inout Values, width: Int
  ) where Values.Index == Int {
    for start in stride(from: 0, to: values.count, by: width) {
      for column in 0..<width {
        values[start + column] = scaled(values[start + column], column: column)
      }
    }
  }
}
