/// Parses decimal numbers, correctly rounded.
///
/// A number is w * 10^e with integers w and e. If w and 10^|e| are exact in double precision, their
/// product or quotient is correctly rounded (Clinger, "How to read floating point numbers
/// accurately", PLDI 1990). If w and 5^|e| fit into 64 bits, their 128-bit product, or their
/// quotient with remainder, is exact and is rounded once. The standard library parses the rest.
package enum DecimalNumber {
  /// The value of a text; `nil` unless it is a finite decimal number.
  ///
  /// - Parameters:
  ///   - text: the text
  ///   - mark: what precedes its decimals
  /// - Returns: the number
  package static func value(of text: String, _ mark: DecimalMark = .point) -> Double? {
    var text = text
    return text.withUTF8 { mark == .point ? parse($0) : parse(withComma: $0) }
  }

  /// The value of bytes; `nil` unless they are a finite decimal number.
  ///
  /// That is an optional sign, digits with an optional point, and an optional exponent, perhaps
  /// with spaces around them; not words such as nan and inf.
  @inline(__always)
  static func parse(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    quick(bytes) ?? slow(bytes)
  }

  /// The same with a decimal comma; `nil` if there is a point, which may separate thousands.
  static func parse(withComma bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    let (point, comma) = (UInt8(ascii: "."), UInt8(ascii: ","))
    guard let mark = bytes.firstIndex(of: comma) else {
      return bytes.contains(point) ? nil : parse(bytes)
    }
    if bytes.contains(point) { return nil }
    return withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count) { copy in
      _ = copy.initialize(fromContentsOf: bytes)
      copy[mark] = point
      return parse(UnsafeBufferPointer(copy))
    }
  }

  /// A number without spaces that one of the two exact methods rounds; `nil` for any other text.
  @inline(__always)
  private static func quick(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    guard var next = text.baseAddress else { return nil }
    let end = next + text.count
    guard next < end else { return nil }
    // Signs are hard to predict, so there is no branch here.
    let signBit: UInt64 = next.pointee == UInt8(ascii: "-") ? 1 << 63 : 0
    next += next.pointee == UInt8(ascii: "-") || next.pointee == UInt8(ascii: "+") ? 1 : 0
    let first = next
    var digits: UInt64 = 0
    var exponent = 0
    readFewDigits(&next, end, &digits)
    var digitCount = next - first
    if next < end, next.pointee == UInt8(ascii: ".") {
      next += 1
      let fraction = next
      readDigits(&next, end, &digits)
      exponent = fraction - next
      digitCount -= exponent
    }
    // More than 19 digits may not fit into 64 bits, unless they begin with zeros.
    if digitCount > 19 { digitCount -= leadingZeros(first, next) }
    guard digitCount > 0 || (digits == 0 && next > first + 1), digitCount <= 19 else { return nil }
    if next < end {
      guard let power = readExponent(&next, end) else { return nil }
      exponent += power
    }
    guard let value = value(digits, exponent) else { return nil }
    return Double(bitPattern: value.bitPattern | signBit)
  }

  /// Appends the digits at `next` to a number, which may overflow, and advances past them.
  @inline(__always)
  private static func readDigits(
    _ next: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ number: inout UInt64
  ) {
    while end - next >= 8 {
      let word = UInt64(littleEndian: UnsafeRawPointer(next).loadUnaligned(as: UInt64.self))
      guard let eight = eightDigits(word) else { break }
      number = number &* 100_000_000 &+ eight
      next += 8
    }
    readFewDigits(&next, end, &number)
  }

  /// The same, digit by digit.
  @inline(__always)
  private static func readFewDigits(
    _ next: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>, _ number: inout UInt64
  ) {
    while next < end {
      let digit = next.pointee &- UInt8(ascii: "0")
      guard digit < 10 else { return }
      number = number &* 10 &+ UInt64(digit)
      next += 1
    }
  }

  /// The number written by eight characters, the first one in the lowest byte; `nil` unless all are
  /// digits.
  @inline(__always)
  private static func eightDigits(_ word: UInt64) -> UInt64? {
    let values = word ^ 0x3030_3030_3030_3030
    // Only 0 to 9 are below 16, and still are when 6 is added.
    guard ((values | (values &+ 0x0606_0606_0606_0606)) & 0xF0F0_F0F0_F0F0_F0F0) == 0 else {
      return nil
    }
    // Neighbours are joined into numbers of two, four and eight digits.
    let two = (values &* 10 &+ (values >> 8)) & 0x00FF_00FF_00FF_00FF
    let four = (two &* 100 &+ (two >> 16)) & 0x0000_FFFF_0000_FFFF
    return (four &* 10_000 &+ (four >> 32)) & 0xFFFF_FFFF
  }

  /// The number of zeros before the first other digit.
  private static func leadingZeros(
    _ first: UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> Int {
    UnsafeBufferPointer(start: first, count: end - first)
      .prefix { $0 == UInt8(ascii: "0") || $0 == UInt8(ascii: ".") }
      .count { $0 == UInt8(ascii: "0") }
  }

  /// An exponent of up to three digits that ends the text; `nil` for anything else.
  @inline(__always)
  private static func readExponent(
    _ next: inout UnsafePointer<UInt8>, _ end: UnsafePointer<UInt8>
  ) -> Int? {
    guard (next.pointee | 0x20) == UInt8(ascii: "e") else { return nil }
    next += 1
    let isNegative = next < end && next.pointee == UInt8(ascii: "-")
    if isNegative || (next < end && next.pointee == UInt8(ascii: "+")) { next += 1 }
    let first = next
    var power: UInt64 = 0
    readFewDigits(&next, end, &power)
    guard next == end, (1...3).contains(next - first) else { return nil }
    return isNegative ? -Int(power) : Int(power)
  }

  @inline(never)
  private static func slow(_ bytes: UnsafeBufferPointer<UInt8>) -> Double? {
    var text = bytes[...]
    while text.first == UInt8(ascii: " ") { text = text.dropFirst() }
    while text.last == UInt8(ascii: " ") { text = text.dropLast() }
    let isDecimal = text.allSatisfy { byte in
      (0x30...0x39).contains(byte) || byte == UInt8(ascii: "+") || byte == UInt8(ascii: "-")
        || byte == UInt8(ascii: ".") || (byte | 0x20) == UInt8(ascii: "e")
    }
    guard isDecimal, let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite
    else { return nil }
    return value
  }
}

// Rounding.
extension DecimalNumber {
  /// Integers up to this are exact in double precision.
  private static let maximumExact: UInt64 = 1 << 53

  /// The powers of ten that are exact in double precision.
  private static let powersOfTen: [Double] = [
    1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16,
    1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
  ]

  /// The powers of five that fit into 63 bits.
  private static let powersOfFive: [UInt64] = (0...27).map { exponent in
    (0..<exponent).reduce(1) { power, _ in 5 * power }
  }

  /// digits * 10^exponent, rounded to the nearest; `nil` if neither method is exact.
  @inline(__always)
  private static func value(_ digits: UInt64, _ exponent: Int) -> Double? {
    let magnitude = exponent.magnitude
    if digits <= maximumExact, magnitude < 23 {
      let power = powersOfTen[Int(magnitude)]
      let value = Double(Int64(truncatingIfNeeded: digits))
      return exponent < 0 ? value / power : value * power
    }
    guard magnitude < 28 else { return nil }
    let power = powersOfFive[Int(magnitude)]
    return exponent < 0
      ? quotient(digits, power, scale: exponent) : product(digits, power, scale: exponent)
  }

  /// digits / power * 2^scale, for digits other than 0.
  private static func quotient(_ digits: UInt64, _ power: UInt64, scale: Int) -> Double {
    if digits == 0 { return 0 }
    let shift = (digits: digits.leadingZeroBitCount, power: power.leadingZeroBitCount)
    let dividend = digits << UInt64(shift.digits)
    // Both begin with their highest bit now, so the quotient has 63 or 64 bits.
    let (quotient, remainder) = (power << UInt64(shift.power)).dividingFullWidth(
      (dividend >> 1, dividend << 63))
    return rounded(
      quotient, hasRest: remainder != 0, scale: scale - 63 + shift.power - shift.digits)
  }

  /// digits * power * 2^scale.
  private static func product(_ digits: UInt64, _ power: UInt64, scale: Int) -> Double {
    let (high, low) = digits.multipliedFullWidth(by: power)
    if high == 0 { return Double(low) * powerOfTwo(scale) }
    let shift = UInt64(high.leadingZeroBitCount)
    return rounded(
      (high << shift) | (low >> (64 - shift)), hasRest: (low << shift) != 0,
      scale: scale + 64 - Int(shift))
  }

  /// (number + rest) * 2^scale with 0 <= rest < 1, for a number of at least 63 bits.
  private static func rounded(_ number: UInt64, hasRest: Bool, scale: Int) -> Double {
    // The lowest bit is far below those that are kept; it only decides ties.
    Double(hasRest ? number | 1 : number) * powerOfTwo(scale)
  }

  /// A power of two, for exponents of normal numbers.
  private static func powerOfTwo(_ exponent: Int) -> Double {
    Double(bitPattern: UInt64(1023 + exponent) << 52)
  }
}
