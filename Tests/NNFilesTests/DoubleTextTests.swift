import NNFiles
import Testing

@Suite("Numbers for people")
struct DoubleTextTests {
  @Test(
    "Significant digits leave out none before the point, and exponents are for extremes",
    arguments: [
      (0.016694, "0.01669"), (42.523, "42.52"), (1234.5, "1234"), (20_273.41, "20273"),
      (-1_234_567.8, "-1234568"), (6.4249e-7, "6.425e-07"), (9.9996e8, "999960000"),
      (1e9, "1e+09"), (0, "0"), (.infinity, "inf"),
    ])
  func significant(number: Double, text: String) {
    #expect(number.text(significant: 4) == text)
  }

  @Test(
    "A number that is not a limit is not rounded to it",
    arguments: [
      (99.997, "99.997"), (100, "100.00"), (99.994, "99.99"), (0, "0.00"), (0.0004, "0.0004"),
      (100.0.nextDown, "99.99999999999999"), (97.8, "97.80"),
    ])
  func decimals(number: Double, text: String) {
    #expect(number.text(decimals: 2, between: 0...100) == text)
  }

  @Test(
    "Nor is it rounded to a limit in significant digits",
    arguments: [
      (0.99997, "0.99997"), (1, "1"), (0.99994, "0.9999"), (-3.5, "-3.5"),
      (1.0.nextDown, "0.9999999999999999"),
    ])
  func limits(number: Double, text: String) {
    #expect(number.text(significant: 4, between: -Double.infinity...1) == text)
  }
}
