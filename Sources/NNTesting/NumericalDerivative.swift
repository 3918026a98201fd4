import NNFiles

/// A derivative that a function does not have, judged by values of the function alone.
///
/// The function is differentiated by central differences of fourth order,
///
///     (8 (f(x + h) - f(x - h)) - (f(x + 2h) - f(x - 2h))) / 12h,
///
/// with h = 2^-17, and with h = 2^-21 where that is too close to a kink or a jump. A derivative may
/// differ from it by 1e-6, or by 1e-6 times the difference if that is above 1, and by what rounding
/// the values can do. At a kink, anything between the one-sided differences of second order is
/// right. Where the function jumps, has a vertical tangent or is not finite, it has no derivative,
/// and nothing is checked.
struct NumericalDerivative {
  /// The index of the point.
  let index: Int
  /// The derivative that is wrong.
  let found: Double
  /// The central difference that is nearest to it.
  let expected: Double

  /// By how much it is wrong.
  var error: Double { abs(found - expected) }
  /// The error as it is compared with others: a derivative that is NaN is the worst.
  private var severity: Double { error.isNaN ? .infinity : error }

  /// What is wrong: `it is 0.62, but central differences give 0.74 (error 0.12)`.
  var text: String {
    "it is \(found.shown), but central differences give \(expected.shown)"
      + (error.isNaN ? "" : " (error \(error.text(significant: 2)))")
  }

  private static let tolerance = 1e-6

  /// The derivative that is most wrong.
  ///
  /// - Parameters:
  ///   - derivatives: the derivatives, one for each point
  ///   - points: the points
  ///   - function: its values at some points, in the order of `points`
  /// - Returns: the worst of those that are wrong; `nil` if all are right
  static func worst(
    of derivatives: [Double], at points: [Double], function: ([Double]) -> [Double]
  ) -> NumericalDerivative? {
    let values = function(points)
    let coarse = Differences(at: points, values, step: 0x1p-17, function)
    let fine = Differences(at: points, values, step: 0x1p-21, function)
    var worst: NumericalDerivative?
    for (index, found) in derivatives.enumerated() {
      let central = [coarse.central(index), fine.central(index)]
      guard values[index].isFinite, central.allSatisfy(\.isFinite) else { continue }
      let isRight =
        coarse.allows(found, at: index) || fine.allows(found, at: index)
        || isSteep(coarse.largestChange(index), fine.largestChange(index), value: values[index])
      if isRight { continue }
      let mismatch = NumericalDerivative(index: index, found: found, expected: central[0])
      if worst.map({ mismatch.severity > $0.severity }) ?? true { worst = mismatch }
    }
    return worst
  }

  /// Whether changes within a large and a small step are so alike that the function jumps there or
  /// has a vertical tangent.
  ///
  /// The small step is a sixteenth of the large one. So is what changes within it where there is a
  /// derivative; it is a quarter for a square root, two fifths for a cube root, and all of a jump.
  private static func isSteep(_ coarse: Double, _ fine: Double, value: Double) -> Bool {
    fine > coarse / 8 && coarse > 1e-9 * max(1, abs(value))
  }

  /// Values of a function around points.
  private struct Differences {
    private let step: Double
    private let values: [Double]
    /// f(x + h) and so on, for each point.
    private let above, below, farAbove, farBelow: [Double]

    init(
      at points: [Double], _ values: [Double], step: Double, _ function: ([Double]) -> [Double]
    ) {
      self.step = step
      self.values = values
      above = function(points.map { $0 + step })
      below = function(points.map { $0 - step })
      farAbove = function(points.map { $0 + 2 * step })
      farBelow = function(points.map { $0 - 2 * step })
    }

    func central(_ index: Int) -> Double {
      (8 * (above[index] - below[index]) - (farAbove[index] - farBelow[index])) / (12 * step)
    }

    /// Whether a derivative is close to the central difference, or between the one-sided ones.
    func allows(_ derivative: Double, at index: Int) -> Bool {
      let value = values[index]
      let left = (3 * value - 4 * below[index] + farBelow[index]) / (2 * step)
      let right = (-3 * value + 4 * above[index] - farAbove[index]) / (2 * step)
      let differences = [central(index), left, right]
      let largest = differences.reduce(1) { max($0, abs($1)) }
      let slack = tolerance * largest + 8 * value.ulp / step
      let (low, high) = (differences.min() ?? left, differences.max() ?? right)
      return derivative >= low - slack && derivative <= high + slack
    }

    /// The largest change from one of the five values to the next.
    func largestChange(_ index: Int) -> Double {
      max(
        abs(farAbove[index] - above[index]), abs(above[index] - values[index]),
        abs(values[index] - below[index]), abs(below[index] - farBelow[index]))
    }
  }
}
