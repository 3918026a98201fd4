import NNFiles

/// A derivative that a function does not have, judged by values of the function alone.
///
/// The function is differentiated by central differences of fourth order,
///
///     (8 (f(x + h) - f(x - h)) - (f(x + 2h) - f(x - 2h))) / 12h,
///
/// with the steps h = 2^-8, 2^-12, 2^-16 and 2^-20, of which the one that is nearest to the
/// derivative counts, because large steps suit smooth functions and small ones what is close to a
/// kink. A derivative may differ from it by 1e-6, or by 1e-6 times the difference if that is above
/// 1. At a kink, anything between the one-sided differences of second order is right. Where the
/// function jumps or is not finite, it has no derivative, and nothing is checked.
struct NumericalDerivative {
  /// The index of the point.
  let index: Int
  /// The derivative that is wrong.
  let found: Double
  /// The central difference that is nearest to it.
  let expected: Double

  /// By how much it is wrong.
  var error: Double { abs(found - expected) }

  /// What is wrong: `it is 0.62, but central differences give 0.74 (error 0.12)`.
  var text: String {
    "it is \(found.shown), but central differences give \(expected.shown) (error "
      + "\(error.text(significant: 2)))"
  }

  private static let steps = [0x1p-8, 0x1p-12, 0x1p-16, 0x1p-20]
  private static let tolerance = 1e-6
  /// A function that changes by more than this within the smallest step jumps there.
  private static let jump = 1e-3

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
    let differences = steps.map { Differences(at: points, step: $0, function: function) }
    var worst: NumericalDerivative?
    for (index, found) in derivatives.enumerated() {
      let central = differences.map { $0.central(index) }
      guard values[index].isFinite, central.allSatisfy(\.isFinite) else { continue }
      let expected = central.min { abs(found - $0) < abs(found - $1) } ?? 0
      if abs(found - expected) <= tolerance * max(1, abs(expected)) { continue }
      let finest = differences[steps.count - 1]
      if finest.largestChange(index, value: values[index]) > jump * max(1, abs(values[index])) {
        continue
      }
      let sides = finest.oneSided(index, value: values[index])
      let (low, high) = (min(sides.left, sides.right), max(sides.left, sides.right))
      let slack = tolerance * max(1, abs(low), abs(high))
      if found >= low - slack, found <= high + slack { continue }
      let mismatch = NumericalDerivative(index: index, found: found, expected: expected)
      if worst.map({ !(mismatch.error <= $0.error) }) ?? true { worst = mismatch }
    }
    return worst
  }

  /// Values of a function around points.
  private struct Differences {
    let step: Double
    /// f(x + h) and so on, for each point.
    let above, below, farAbove, farBelow: [Double]

    init(at points: [Double], step: Double, function: ([Double]) -> [Double]) {
      self.step = step
      above = function(points.map { $0 + step })
      below = function(points.map { $0 - step })
      farAbove = function(points.map { $0 + 2 * step })
      farBelow = function(points.map { $0 - 2 * step })
    }

    func central(_ index: Int) -> Double {
      (8 * (above[index] - below[index]) - (farAbove[index] - farBelow[index])) / (12 * step)
    }

    func oneSided(_ index: Int, value: Double) -> (left: Double, right: Double) {
      (
        (3 * value - 4 * below[index] + farBelow[index]) / (2 * step),
        (-3 * value + 4 * above[index] - farAbove[index]) / (2 * step)
      )
    }

    /// The largest change from one of the five values to the next.
    func largestChange(_ index: Int, value: Double) -> Double {
      max(
        abs(farAbove[index] - above[index]), abs(above[index] - value), abs(value - below[index]),
        abs(below[index] - farBelow[index]))
    }
  }
}
