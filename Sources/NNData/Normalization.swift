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
  /// - Returns: the scaling
  func fitted(to values: [Double], width: Int) -> Scaling? {
    if self == .none { return nil }
    let columns = (0..<width).map { column in
      fit(stride(from: column, to: values.count, by: width), of: values)
    }
    return Scaling(offsets: columns.map(\.offset), divisors: columns.map(\.divisor))
  }

  private func fit(
    _ indices: StrideTo<Int>, of values: [Double]
  ) -> (offset: Double, divisor: Double) {
    var count = 0.0
    var (least, greatest, sum) = (Double.infinity, -Double.infinity, 0.0)
    for index in indices {
      least = min(least, values[index])
      greatest = max(greatest, values[index])
      sum += values[index]
      count += 1
    }
    // A rounded mean of equal values could make them differ from zero.
    if least == greatest { return (least, 1) }
    if self == .minmax { return (least, greatest - least) }
    let mean = sum / count
    var squares = 0.0
    for index in indices {
      let difference = values[index] - mean
      squares.addProduct(difference, difference)
    }
    return (mean, (squares / count).squareRoot())
  }
}

extension Scaling {
  /// Scales rows of numbers in place.
  func apply(to values: inout [Double], width: Int) {
    for index in values.indices { values[index] = scaled(values[index], column: index % width) }
  }
}
