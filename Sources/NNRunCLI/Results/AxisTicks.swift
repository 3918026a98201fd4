/// The numbers at an axis: multiples of 1, 2 or 5 times a power of ten.
struct AxisTicks {
  /// The step in units.
  private let step: Int
  /// The power of ten that is the unit.
  private let exponent: Int

  /// Steps between the ends of an axis.
  ///
  /// - Parameters:
  ///   - span: the length of the axis, which is positive and finite
  ///   - count: the maximum number of steps
  init(span: Double, atMost count: Int) {
    for exponent in -323...308 {
      for step in [1, 2, 5] where Self.value(step, exponent) * Double(count) >= span {
        (self.step, self.exponent) = (step, exponent)
        return
      }
    }
    (step, exponent) = (1, 308)
  }

  /// The number at a multiple of the step.
  func value(_ multiple: Int) -> Double { Self.value(multiple * step, exponent) }

  // Reading a decimal rounds correctly, unlike multiplying by a power of ten.
  private static func value(_ units: Int, _ exponent: Int) -> Double {
    Double("\(units)e\(exponent)") ?? 0
  }

  /// The multiples of the step within a range that begins or ends near 0.
  func multiples(in range: ClosedRange<Double>) -> Range<Int> {
    let (first, last) = ends(of: range, .up, .down)
    return first..<max(first, last + 1)
  }

  /// The multiples of the step from the last one before a range to the first one after it, for a
  /// range that has 0 in it.
  func multiples(around range: ClosedRange<Double>) -> ClosedRange<Int> {
    let (first, last) = ends(of: range, .down, .up)
    return first...last
  }

  private func ends(
    of range: ClosedRange<Double>, _ lower: FloatingPointRoundingRule,
    _ upper: FloatingPointRoundingRule
  ) -> (Int, Int) {
    let unit = value(1)
    return (
      Int((range.lowerBound / unit).rounded(lower)), Int((range.upperBound / unit).rounded(upper))
    )
  }

  /// A multiple of the step as a decimal, or with an exponent if that has many zeros.
  func label(_ multiple: Int) -> String {
    let units = multiple * step
    switch exponent {
    case _ where units == 0: return "0"
    case 0...5: return "\(units)" + String(repeating: "0", count: exponent)
    case -5..<0:
      let digits = String(abs(units))
      let zeros = String(repeating: "0", count: max(0, 1 - exponent - digits.count))
      let padded = zeros + digits
      return (units < 0 ? "-" : "") + padded.dropLast(-exponent) + "." + padded.suffix(-exponent)
    default: return "\(units)e\(exponent)"
    }
  }
}
