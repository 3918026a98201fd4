import NNConfig
import Testing

@testable import NNExperiment

@Suite("Intervals as libraries write them")
struct IntervalNotationTests {
  @Test(
    "Ends are included or not, and infinite ends are no limit",
    arguments: [
      ("[0, 1)", "a number of at least 0 and below 1"), ("(0,inf)", "a positive number"),
      ("(-inf, inf)", "a number"), ("[-inf, 5]", "a number at most 5"),
      (" ( -1.5e2 , 2 ] ", nil), ("(-1.5e2, 2]", "a number above -150 and at most 2"),
      ("[3, 3]", "a number of at least 3 and at most 3"),
    ])
  func notation(text: String, description: String?) {
    #expect(Interval(notation: text)?.description == description)
  }

  @Test(
    "Anything else is no interval",
    arguments: [
      "", "[", "[]", "0, 1", "[0 1]", "[0, 1, 2]", "(1, 0)", "(1, 1)", "[1, 1)", "[a, 1]",
      "[nan, 1]", "{0, 1}", "[0, 1e999]", "[,]",
    ])
  func nothing(text: String) {
    #expect(Interval(notation: text) == nil)
  }

  @Test(
    "The whole numbers in an interval",
    arguments: [
      ("[1, 64]", 1...64), ("(0, 5)", 1...4), ("[0.5, 2.5]", 1...2), ("(-inf, 3]", Int.min...3),
      ("[1, inf)", 1...Int.max), ("(0, 1)", nil), ("[1e300, inf)", nil), ("(-inf, -1e300]", nil),
      ("(-inf, inf)", Int.min...Int.max), ("[-1e300, 1e300]", Int.min...Int.max),
    ] as [(String, ClosedRange<Int>?)])
  func wholeNumbers(text: String, range: ClosedRange<Int>?) throws {
    #expect(try #require(Interval(notation: text)).integers == range)
  }
}
