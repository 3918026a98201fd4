/// Reads decimal numbers from bytes, correctly rounded.
///
/// Most numbers have few digits, and then one multiplication or division of exact numbers rounds
/// correctly (Clinger: "How to read floating point numbers accurately", PLDI 1990). The others are
/// left to the standard library.
enum DecimalNumber {
  /// The powers of ten that are exact in double precision.
  private static let powers: [Double] = (0...22).map { exponent in
    (0..<exponent).reduce(1) { power, _ in power * 10 }
  }
  /// Whole numbers up to this are exact in double precision.
  private static let mostExact: UInt64 = 1 << 53

  /// The number that the bytes are; `nil` if they are anything else than a finite decimal number.
  ///
  /// A sign, digits with a point anywhere, and an exponent are read; spaces around them are fine.
  /// Words such as nan and inf are no numbers here.
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var start = 0
    var end = bytes.count
    while start < end, bytes[start] == 0x20 { start += 1 }
    while start < end, bytes[end - 1] == 0x20 { end -= 1 }
    let text = UnsafeBufferPointer(rebasing: bytes[start..<end])
    return short(text) ?? long(text)
  }

  /// A number whose digits and power of ten are exact; `nil` if it is no such number.
  @inline(__always)
  private static func short(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    var position = 0
    var isNegative = false
    if let sign = text.first, sign == UInt8(ascii: "-") || sign == UInt8(ascii: "+") {
      isNegative = sign == UInt8(ascii: "-")
      position = 1
    }
    var digits: UInt64 = 0
    var digitCount = 0
    var exponent = 0
    var isBehindPoint = false
    while position < text.count {
      let digit = text[position] &- UInt8(ascii: "0")
      if digit < 10 {
        digits = digits &* 10 &+ UInt64(digit)
        digitCount &+= 1
        if isBehindPoint { exponent &-= 1 }
      } else if text[position] == UInt8(ascii: "."), !isBehindPoint {
        isBehindPoint = true
      } else {
        break
      }
      position &+= 1
    }
    // More digits may not fit 64 bits.
    guard digitCount > 0, digitCount <= 19, digits <= mostExact else { return nil }
    if position < text.count {
      guard text[position] | 0x20 == UInt8(ascii: "e"),
        let power = self.exponent(UnsafeBufferPointer(rebasing: text[(position + 1)...]))
      else { return nil }
      exponent += power
    }
    guard exponent >= -22, exponent <= 22 else { return nil }
    let value = Double(digits)
    let magnitude = exponent < 0 ? value / powers[-exponent] : value * powers[exponent]
    return isNegative ? -magnitude : magnitude
  }

  /// An exponent of up to four digits.
  private static func exponent(_ text: UnsafeBufferPointer<UInt8>) -> Int? {
    var rest = text[...]
    let isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest = rest.dropFirst() }
    guard !rest.isEmpty, rest.count <= 4 else { return nil }
    var value = 0
    for byte in rest {
      guard (0x30...0x39).contains(byte) else { return nil }
      value = value * 10 + Int(byte - 0x30)
    }
    return isNegative ? -value : value
  }

  private static func long(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    let isDecimal = text.allSatisfy { byte in
      (0x30...0x39).contains(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: ".") || byte | 0x20 == UInt8(ascii: "e")
    }
    guard isDecimal, let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite
    else { return nil }
    return value
  }
}
