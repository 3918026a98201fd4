import Platform

extension Double {
  /// The number for people, rounded to this many significant digits, but to no fewer than it has
  /// before the point: `0.01669`, `42.52`, `20273`. Only a number that is very small or large has
  /// an exponent: `6.425e-07`.
  package func text(significant digits: Int) -> String {
    magnitude < 1e9 && magnitude >= pow(10, Double(digits - 1))
      ? text(decimals: 0) : text("%.*g", Int32(digits))
  }

  /// The number rounded to this many decimals, for people: `97.80`.
  package func text(decimals: Int) -> String { text("%.*f", Int32(decimals)) }

  /// The same, with as many more decimals as it takes to see that the number is not one of two
  /// limits: of 0 and 100, 99.997 is `99.997` and not `100.00`.
  package func text(decimals: Int, between limits: ClosedRange<Double>) -> String {
    firstText(from: decimals, between: limits) { text(decimals: $0) }
  }

  /// The number rounded to significant digits, with as many more as it takes to see that it is not
  /// one of two limits.
  package func text(significant digits: Int, between limits: ClosedRange<Double>) -> String {
    firstText(from: digits, between: limits) { text(significant: $0) }
  }

  private func firstText(
    from digits: Int, between limits: ClosedRange<Double>, _ text: (Int) -> String
  ) -> String {
    let ends = [limits.lowerBound, limits.upperBound]
    // 17 significant digits are enough for any number; with as many decimals, one below 10^-17 is
    // 0.
    let isEnd = ends.contains(self)
    let enough = (digits...17).first { isEnd || !ends.contains(Double(text($0)) ?? self) }
    return text(enough ?? digits)
  }

  private func text(_ format: String, _ digits: Int32) -> String {
    // The sign of what is not a number has no meaning.
    if isNaN { return "nan" }
    // The largest number has 309 digits before the point.
    var buffer = [CChar](repeating: 0, count: 400)
    let count = withVaList([digits, self]) { vsnprintf(&buffer, buffer.count, format, $0) }
    return String(decoding: buffer.prefix(Int(count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
