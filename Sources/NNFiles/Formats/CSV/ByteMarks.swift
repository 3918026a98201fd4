/// Finds the bytes of a CSV row that may mean something, eight at a time.
struct ByteMarks {
  /// The delimiter in each byte.
  private let delimiters: UInt64

  private static let lowBits: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  init(_ delimiter: CSVDelimiter) {
    delimiters = UInt64(delimiter.byte) * 0x0101_0101_0101_0101
  }

  /// The highest bit of each byte that is the delimiter, up to `"` or beyond ASCII.
  ///
  /// Quotes, line ends, NUL and spaces are up to `"`, letters, digits and signs are not. No carry leaves
  /// a byte, because sums are of seven bits.
  @inline(__always)
  func find(in word: UInt64) -> UInt64 {
    let isAboveQuote = word & Self.lowBits &+ 0x5D5D_5D5D_5D5D_5D5D
    let difference = word ^ delimiters
    let isOther = difference & Self.lowBits &+ Self.lowBits | difference
    return (~isAboveQuote | word | ~isOther) & Self.highBits
  }
}
