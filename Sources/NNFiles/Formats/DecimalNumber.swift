/// Reads decimal numbers from bytes, correctly rounded.
///
/// Most numbers have few digits and no exponent, and then the division of one exact number by another
/// rounds correctly (Clinger: "How to read floating point numbers accurately", PLDI 1990). The others are
/// left to the standard library.
enum DecimalNumber {
  /// Whole numbers up to this are exact in double precision.
  private static let mostExact: UInt64 = 1 << 53

  /// The number that the bytes are; `nil` if they are anything else than a finite decimal number.
  ///
  /// A sign, digits with a point anywhere, and an exponent are read; spaces around them are fine.
  /// Words such as nan and inf are no numbers here.
  @inline(__always)
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    short(bytes) ?? long(bytes)
  }

  /// A number without spaces and exponent whose digits and power of ten are exact; `nil` if it is
  /// no such number.
  @inline(__always)
  private static func short(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard var next = text.baseAddress else { return nil }
    let end = next + text.count
    var isNegative = false
    if next < end, next.pointee == UInt8(ascii: "-") || next.pointee == UInt8(ascii: "+") {
      isNegative = next.pointee == UInt8(ascii: "-")
      next += 1
    }
    let first = next
    var digits: UInt64 = 0
    var point: UnsafePointer<UInt8>?
    while next < end {
      let digit = next.pointee &- UInt8(ascii: "0")
      if digit < 10 {
        digits = digits &* 10 &+ UInt64(digit)
      } else if next.pointee == UInt8(ascii: "."), point == nil {
        point = next
      } else {
        return nil
      }
      next += 1
    }
    // More digits than 19 may not fit 64 bits.
    let digitCount = end - first - (point == nil ? 0 : 1)
    guard digitCount > 0, digitCount <= 19, digits <= mostExact else { return nil }
    var value = Double(digits)
    if let point { value /= powerOfTen(end - point - 1) }
    return isNegative ? -value : value
  }

  /// A power of ten up to 10^19, which is exact in double precision.
  @inline(__always)
  private static func powerOfTen(_ exponent: Int) -> Double {
    var power = 1.0
    for _ in 0..<exponent { power *= 10 }
    return power
  }

  @inline(never)
  private static func long(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var text = bytes[...]
    while text.first == UInt8(ascii: " ") { text = text.dropFirst() }
    while text.last == UInt8(ascii: " ") { text = text.dropLast() }
    let isDecimal = text.allSatisfy { byte in
      (0x30...0x39).contains(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e")
    }
    guard isDecimal, let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite
    else { return nil }
    return value
  }
}
