/// Finds the bytes of a CSV row that may have a meaning, eight at a time.
struct ByteMarks {
  /// The delimiter, repeated in each byte.
  private let delimiters: UInt64

  private static let lowBits: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
  private static let highBits: UInt64 = 0x8080_8080_8080_8080

  init(_ delimiter: CSVDelimiter) {
    delimiters = UInt64(delimiter.byte) * 0x0101_0101_0101_0101
  }

  /// Sets the highest bit of each byte that is the delimiter, is not above `"` or is not ASCII.
  ///
  /// Quotes, line ends, NUL and spaces are not above `"`; letters, digits and signs are. No carry
  /// leaves its byte, because only seven bits are added.
  @inline(__always)
  func find(in word: UInt64) -> UInt64 {
    let isAboveQuote = (word & Self.lowBits) &+ 0x5D5D_5D5D_5D5D_5D5D
    let difference = word ^ delimiters
    let isOther = ((difference & Self.lowBits) &+ Self.lowBits) | difference
    return (~isAboveQuote | word | ~isOther) & Self.highBits
  }
}
