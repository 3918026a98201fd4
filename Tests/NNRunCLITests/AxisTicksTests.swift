import Testing

@testable import NNRunCLI

@Suite("Numbers at an axis")
struct AxisTicksTests {
  private func labels(
    _ range: ClosedRange<Double>, atMost count: Int = 5, around: Bool = true
  ) -> [String] {
    let ticks = AxisTicks(span: range.upperBound - range.lowerBound, atMost: count)
    return around
      ? ticks.multiples(around: range).map(ticks.label)
      : ticks.multiples(in: range).map(ticks.label)
  }

  @Test(
    "Steps are 1, 2 or 5 times a power of ten",
    arguments: [
      (0.0...4, ["0", "1", "2", "3", "4"]), (-1...1, ["-1.0", "-0.5", "0", "0.5", "1.0"]),
      (-0.17...4, ["-1", "0", "1", "2", "3", "4"]),
      (0...0.1, ["0", "0.02", "0.04", "0.06", "0.08", "0.10"]),
      (0...90, ["0", "20", "40", "60", "80", "100"]), (0...1200, ["0", "500", "1000", "1500"]),
      (0...2e-4, ["0", "0.00005", "0.00010", "0.00015", "0.00020"]),
      (-12...12, ["-15", "-10", "-5", "0", "5", "10", "15"]),
    ])
  func steps(range: ClosedRange<Double>, expected: [String]) {
    #expect(labels(range) == expected)
  }

  @Test("Very large and very small numbers have an exponent")
  func exponents() {
    #expect(labels(0...4e9) == ["0", "1e9", "2e9", "3e9", "4e9"])
    #expect(labels(-1e-9...1e-9) == ["-10e-10", "-5e-10", "0", "5e-10", "10e-10"])
    #expect(labels(0...1e300).last == "10e299")
  }

  @Test("Ticks can be kept within an axis")
  func within() {
    #expect(labels(1...1000, around: false) == ["200", "400", "600", "800", "1000"])
    #expect(labels(0.1...0.9, atMost: 1, around: false) == [])
    #expect(labels(-4...4, atMost: 4, around: false) == ["-4", "-2", "0", "2", "4"])
  }

  @Test("Values are those that the labels say", arguments: [-7, 0, 3])
  func values(multiple: Int) {
    let ticks = AxisTicks(span: 0.5, atMost: 5)
    #expect(ticks.value(multiple) == Double(ticks.label(multiple)))
  }
}
