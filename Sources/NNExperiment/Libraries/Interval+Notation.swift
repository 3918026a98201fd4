import NNConfig
import NNFiles

extension Interval {
  /// An interval as mathematics writes it: `[0, 1)` includes 0 and not 1; `inf` is no end.
  ///
  /// - Parameter text: the text; `nil` is returned if it is not an interval, or an empty one
  init?(notation text: String) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    guard parts.count == 2, let opening = text.first, "[(".contains(opening),
      let closing = text.last, "])".contains(closing),
      let lower = Self.end(parts[0].dropFirst()), let upper = Self.end(parts[1].dropLast()),
      lower < upper || lower == upper && opening == "[" && closing == "]"
    else { return nil }
    self.init(
      lower: lower, upper: upper, includesLower: opening == "[" && lower.isFinite,
      includesUpper: closing == "]" && upper.isFinite)
  }

  private static func end(_ text: Substring) -> Double? {
    let text = String(text).trimmed
    switch text {
    case "inf", "+inf": return .infinity
    case "-inf": return -.infinity
    default: return ValueReader.number(text)
    }
  }

  /// The whole numbers in it; `nil` if there are none.
  var integers: ClosedRange<Int>? {
    let (low, high) = (lower.rounded(.up), upper.rounded(.down))
    var first = Int(exactly: low) ?? .min
    var last = Int(exactly: high) ?? .max
    if low > 0, Int(exactly: low) == nil { return nil }
    if high < 0, Int(exactly: high) == nil { return nil }
    if low == lower, !includesLower, low.isFinite {
      let (next, isBeyond) = first.addingReportingOverflow(1)
      if isBeyond { return nil }
      first = next
    }
    if high == upper, !includesUpper, high.isFinite {
      let (previous, isBeyond) = last.subtractingReportingOverflow(1)
      if isBeyond { return nil }
      last = previous
    }
    return first <= last ? first...last : nil
  }
}
