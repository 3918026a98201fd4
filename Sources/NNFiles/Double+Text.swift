import Platform

extension Double {
  /// The number rounded to this many significant digits, for people: `0.01669`, `42.52`,
  /// `6.425e-07`.
  package func text(significant digits: Int) -> String { text("%.*g", Int32(digits)) }

  /// The number rounded to this many decimals, for people: `97.80`.
  package func text(decimals: Int) -> String { text("%.*f", Int32(decimals)) }

  private func text(_ format: String, _ digits: Int32) -> String {
    // The largest number has 309 digits before the point.
    var buffer = [CChar](repeating: 0, count: 400)
    let count = withVaList([digits, self]) { vsnprintf(&buffer, buffer.count, format, $0) }
    return String(decoding: buffer.prefix(Int(count)).map(UInt8.init(bitPattern:)), as: UTF8.self)
  }
}
