import TestSupport
import Testing

@testable import NNFiles

/// Decimals are compared with those of the standard library, which rounds correctly.
@Suite("Decimal numbers")
struct DecimalNumberTests {
  private func check(_ text: String) {
    let number = Array(text.utf8).withUnsafeBufferPointer { DecimalNumber.parse($0) }
    let expected = Double(text).flatMap { $0.isFinite ? $0 : nil }
    #expect(number?.bitPattern == expected?.bitPattern, "\(text)")
  }

  private func digits(_ count: Int, _ random: inout SeededGenerator) -> String {
    (0..<count).map { _ in String(random.next(below: 10)) }.joined()
  }

  @Test("A comma instead of the point gives the same bits")
  func commas() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<5000 {
      var text = digits(1 + random.next(below: 20), &random)
      text.insert(
        ".", at: text.index(text.startIndex, offsetBy: random.next(below: text.count + 1)))
      text += ["", "e-7", "E12", " "][random.next(below: 4)]
      let comma = DecimalNumber.value(of: text.replacing(".", with: ","), .comma)
      #expect(comma?.bitPattern == DecimalNumber.value(of: text)?.bitPattern, "\(text)")
    }
    #expect(DecimalNumber.value(of: "12", .comma) == 12)
    #expect(DecimalNumber.value(of: "-,5", .comma) == -0.5)
    for text in ["1.5", "1.000,5", "1,2,3", ",", "1,5e0,5", "", " ", "1, 5", "1;5"] {
      #expect(DecimalNumber.value(of: text, .comma) == nil, "\(text)")
    }
    #expect(DecimalNumber.value(of: "1,5") == nil)
  }

  @Test("Digits with a point anywhere are rounded correctly")
  func points() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      var text = digits(1 + random.next(below: 25), &random)
      let point = random.next(below: 30)
      if point <= text.count {
        text.insert(".", at: text.index(text.startIndex, offsetBy: point))
      }
      check(["", "-", "+"][random.next(below: 3)] + text)
    }
  }

  @Test(
    "Digits with an exponent are rounded correctly, up to overflow and below the smallest number")
  func exponents() {
    var random = SeededGenerator(seed: 1)
    for round in 0..<20_000 {
      let range = round % 2 == 0 ? 40 : 350
      let exponent = random.next(below: 2 * range) - range
      let whole = digits(1 + random.next(below: 3), &random)
      check("\(whole).\(digits(random.next(below: 20), &random))e\(exponent)")
    }
  }

  @Test("The shortest decimals read back to the same numbers")
  func shortest() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<20_000 {
      let number = Double(bitPattern: random.next())
      if !number.isFinite { continue }
      let text = "\(number)"
      let found = Array(text.utf8).withUnsafeBufferPointer { DecimalNumber.parse($0) }
      #expect(found?.bitPattern == number.bitPattern, "\(text)")
    }
  }

  /// Halfway between neighbours the even one counts as nearer; one more or less in the last digit
  /// decides otherwise.
  @Test("Decimals halfway between two numbers, and next to halfway, are rounded correctly")
  func halfway() {
    var random = SeededGenerator(seed: 1)
    for _ in 0..<5_000 {
      // 54 bits, the last one set: halfway between two numbers of 53 bits.
      let half = ((1 << 53 | (random.next() >> 11)) << 1) | 1
      for number in [half - 1, half, half + 1] {
        check("\(number)")
        // Times 1/2 to 1/128, exactly; the last digit of such a decimal is 5.
        for shift in 1...3 {
          let scale: UInt64 = [5, 25, 125][shift - 1]
          let (scaled, overflow) = number.multipliedReportingOverflow(by: scale)
          if overflow { continue }
          for neighbour in [scaled - 1, scaled, scaled + 1] { check("\(neighbour)e-\(shift)") }
        }
      }
      // Times a power of two that divides a power of ten, in many digits.
      check("\(half)00000")
      check("\(half)00001")
      check("\(half).000000000000000000001")
    }
  }

  @Test(
    "Decimals at the limits of both ways of rounding are rounded correctly",
    arguments: [
      "9007199254740992", "9007199254740993", "9007199254740993e22", "9007199254740993e27",
      "9007199254740993e28", "9007199254740993e-22", "9007199254740993e-27", "9007199254740993e-28",
      "18446744073709551615", "18446744073709551616", "9999999999999999999e27",
      "9999999999999999999e-27", "1e27", "1e28", "1e-22", "1e-23", "1e-27", "1e-28",
      "9223372036854775808e1", "9223372036854776832", "9223372036854776833", "9223372036854777856",
      "2.2250738585072011e-308", "2.2250738585072014e-308", "4.9406564584124654e-324",
      "2.4703282292062327e-324", "2.4703282292062328e-324", "1.7976931348623158e308",
      "1.7976931348623159e308", "0.000000000000000000000000000000000000000001e42",
    ])
  func ends(text: String) {
    check(text)
    check("-" + text)
  }
}
