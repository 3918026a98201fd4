import NNCore

/// Infinite results that are wrong, because only a step on the way to them is too large.
///
/// Where a function itself grows beyond the range of its type, as exp(z) and z^3 do, it is infinite
/// in float only where it is large in double, and has large values at half the input.
struct Overflow {
  /// Results in the type that is checked.
  let found: [Double]
  /// The same results in double.
  let exact: [Double]
  /// Results in the type that is checked, at half the input.
  let half: [Double]

  /// Whether a result is infinite and should not be.
  ///
  /// - Parameters:
  ///   - index: the result
  ///   - type: the type in which it was computed
  /// - Returns: whether it is wrong
  func isWrong<T: Scalar>(at index: Int, _ type: T.Type) -> Bool {
    guard found[index].isInfinite else { return false }
    let isFloat = T.self == Float.self
    if isFloat, abs(exact[index]) < Double(Float.greatestFiniteMagnitude) { return true }
    return abs(half[index]) < (isFloat ? 1e10 : 1e100)
  }
}
