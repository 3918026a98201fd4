import NNCore

/// The numbers that plugins are checked with. They are the same in every call, and the same in
/// float and double.
enum CheckNumbers {
  /// Uniformly distributed numbers.
  ///
  /// - Parameters:
  ///   - range: their range
  ///   - stream: what they are for; streams share no numbers
  ///   - rows: the rows that are wanted; a row's numbers do not depend on the others
  ///   - columns: the numbers of a row
  /// - Returns: the numbers, row after row
  static func uniform(
    _ range: ClosedRange<Double>, stream: Int, rows: Range<Int>, columns: Int
  ) -> [Double] {
    let random = RandomNumbers(seed: 0, purpose: .plugin)
    let width = range.upperBound - range.lowerBound
    return (rows.lowerBound * columns..<rows.upperBound * columns).map { index in
      Double(Float(range.lowerBound + width * random.uniform(stream: stream, index: index)))
    }
  }

  /// Numbers from -8 to 8: 0 and whole numbers, where functions have kinks, small numbers, and
  /// others without a pattern.
  static let grid: [Double] =
    (-8...8).map(Double.init) + [1e-3, -1e-3, 1e-6, -1e-6, 1e-12, -1e-12].map { Double(Float($0)) }
    + (0..<45).map { Double(Float(-7.937 + 0.3571 * Double($0))) }

  /// Numbers of all magnitudes from 1e-30 to 1e12, the third power of which is a float, with both
  /// signs.
  static let extreme: [Double] = [
    0, 1e-30, 1e-5, 1, 10, 20, 89, 100, 710, 1000, 1e5, 1e10, 1e12,
  ].flatMap { [Double(Float($0)), -Double(Float($0))] }

  /// The largest magnitude of an input for which no result may be infinite.
  static let ordinary = 20.0
}
