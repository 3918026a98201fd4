/// The ways to bring columns of numbers to a common scale.
enum Normalization: String, CaseIterable, Sendable {
  /// No scaling.
  case none
  /// Min-max scaling to the range from 0 to 1: (x - min) / (max - min).
  case minmax
  /// Standardisation to mean 0 and standard deviation 1: (x - mean) / deviation, with the
  /// population's standard deviation, sqrt(sum (x - mean)^2 / count).
  case zscore

  /// Fits the scaling to rows. A column whose values are all equal is only shifted, to 0.
  ///
  /// - Parameters:
  ///   - values: numbers, row after row
  ///   - width: the number of columns
  ///   - rows: the rows to fit to; by default all
  /// - Returns: the scaling of each column; `nil` for `none`
  func fitted<Values: RandomAccessCollection<Double>>(
    to values: Values, width: Int, rows: [Int]? = nil
  ) -> Scaling? where Values.Index == Int {
    if self == .none { return nil }
    let count = rows?.count ?? values.count / width
    var columns = [Column](repeating: Column(), count: width)
    // Row after row, as in memory; the sum of a column runs from the first row to the last.
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
      let (minimum, maximum) = (columns[column].minimum, columns[column].maximum)
      // The mean of equal values is rounded: what is left after subtracting it need not be zero.
      if minimum == maximum { return (minimum, 1) }
      if self == .minmax { return (minimum, maximum - minimum) }
      return (means[column], (squares[column] / Double(count)).squareRoot())
    }
    return Scaling(offsets: scales.map(\.offset), divisors: scales.map(\.divisor))
  }

  private struct Column {
    var (minimum, maximum, sum) = (Double.infinity, -Double.infinity, 0.0)

    mutating func add(_ value: Double) {
      minimum = min(minimum, value)
      maximum = max(maximum, value)
      sum += value
    }
  }
}

extension Scaling {
  /// Scales rows of numbers in place.
  ///
  /// - Parameters:
  ///   - values: numbers, row after row
  ///   - width: the number of columns
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
