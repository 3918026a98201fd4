import NNConfig
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Sweep: numbers")
struct SweepNumberTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func values(_ key: String, _ text: String, random: Int? = nil) throws -> [String] {
    try folder.trials("\(key)=\(text)", random: random).map { String($0.dropFirst(key.count + 1)) }
  }

  /// NumPy 2.4: `[float("%.4g" % x) for x in numpy.geomspace(a, b, n)]`.
  @Test(
    "log makes numbers with equal ratios, those of NumPy's geomspace in 4 digits",
    arguments: [
      ("1e-4, 1e-1, 7", [0.0001, 0.0003162, 0.001, 0.003162, 0.01, 0.03162, 0.1]),
      ("0.01,1,5", [0.01, 0.03162, 0.1, 0.3162, 1]),
      ("0.1,0.001,4", [0.1, 0.02154, 0.004642, 0.001]),
      (
        "1e-5,3e-2,9",
        [1e-05, 2.72e-05, 7.401e-05, 0.0002013, 0.0005477, 0.00149, 0.004054, 0.01103, 0.03]
      ),
      ("1,1000,10", [1, 2.154, 4.642, 10, 21.54, 46.42, 100, 215.4, 464.2, 1000]),
      ("2,32,5", [2, 4, 8, 16, 32]), ("0.3,0.7,2", [0.3, 0.7]),
    ])
  func logarithmic(arguments: String, numbers: [Double]) throws {
    #expect(try values("eta", "log(\(arguments))").map(Double.init) == numbers)
  }

  @Test("Limits keep all of their digits")
  func limits() throws {
    #expect(
      try values("eta", "log(0.123456789,1.23456789,3)") == ["0.123456789", "0.3904", "1.23456789"])
  }

  /// Four digits of numbers this close together are equal.
  @Test("Numbers that are close together have as many digits as tell them apart")
  func close() throws {
    let numbers = try values("eta", "log(1,1.0001,5)").compactMap(Double.init)
    #expect(numbers.count == 5)
    for (smaller, larger) in zip(numbers, numbers.dropFirst()) { #expect(smaller < larger) }
  }

  @Test(
    "For settings that take whole numbers, log makes whole numbers, each once",
    arguments: [
      ("batch_size", "log(1,1000,10)", [1, 2, 5, 10, 22, 46, 100, 215, 464, 1000]),
      ("iterations", "log(1,10,10)", [1, 2, 3, 4, 5, 6, 8, 10]),
      ("structure.1", "log(2,32,5)", [2, 4, 8, 16, 32]), ("seed", "log(1,8,4)", [1, 2, 4, 8]),
      ("dataset.limit", "log(8,1,4)", [8, 4, 2, 1]), ("dataset.folds", "log(2,20,3)", [2, 6, 20]),
    ])
  func whole(key: String, text: String, numbers: [Int]) throws {
    #expect(try values(key, text) == numbers.map { "\($0)" })
  }

  @Test(
    "range goes in steps, and no further than to its end",
    arguments: [
      ("range(1,5)", ["1", "2", "3", "4", "5"]), ("range(16,64,16)", ["16", "32", "48", "64"]),
      ("range(16,63,16)", ["16", "32", "48"]), ("range(3,1)", ["3", "2", "1"]),
      ("range(0.1,0.5,0.1)", ["0.1", "0.2", "0.3", "0.4", "0.5"]),
      ("range(1,0,-0.25)", ["1", "0.75", "0.5", "0.25", "0"]), ("range(2,2)", ["2"]),
      ("range(0,1,2)", ["0"]), ("range(-1,1,1)", ["-1", "0", "1"]),
      ("range(1e-5,3e-5,1e-5)", ["1e-05", "2e-05", "3e-05"]),
      (
        "range(20260101000000,20260101000002)",
        ["20260101000000", "20260101000001", "20260101000002"]
      ),
    ])
  func range(text: String, values: [String]) throws {
    #expect(try self.values("eta", text) == values)
  }

  @Test("Functions and values make one list")
  func mixed() throws {
    #expect(
      try values("eta", "5,range(1,3),log(10,1000,3),7")
        == ["5", "1", "2", "3", "10", "100", "1000", "7"])
  }

  @Test("Random numbers lie between the limits, whole ones and decimals")
  func bounds() throws {
    for (key, text, limits) in [
      ("eta", "uniform(0.25,0.75)", 0.25...0.75), ("eta", "log(1e-3,0.1)", 1e-3...0.1),
      ("eta", "uniform(0.12345678,0.12345679)", 0.12345678...0.12345679),
      ("seed", "uniform(2,4)", 2...4), ("batch_size", "log(1,3)", 1...3),
      ("seed", "uniform(1.5,3.5)", 2...3), ("seed", "log(1.6,3.4)", 2...3),
    ] {
      let numbers = try values(key, text, random: 300).compactMap(Double.init)
      #expect(numbers.count == 300, "\(text)")
      #expect(numbers.allSatisfy(limits.contains), "\(text)")
      if key == "eta" {
        #expect(Set(numbers).count > 200, "\(text)")
      } else {
        let whole = Int(limits.lowerBound)...Int(limits.upperBound)
        #expect(Set(numbers) == Set(whole.map(Double.init)), "\(text)")
      }
    }
  }

  @Test("Of log, each power of ten is as likely as any other; of uniform, each stretch is")
  func distributions() throws {
    let logarithmic = try values("eta", "log(1e-4,1)", random: 1000).compactMap(Double.init)
    #expect((450...550).contains(logarithmic.count { $0 < 0.01 }))
    let uniform = try values("eta", "uniform(1,3)", random: 1000).compactMap(Double.init)
    #expect((450...550).contains(uniform.count { $0 < 2 }))
    let whole = try values("seed", "uniform(1,4)", random: 1000)
    for number in 1...4 { #expect((200...300).contains(whole.count { $0 == "\(number)" })) }
  }

  private static let logForm = "write log(from, to, count), or log(from, to) with random trials"

  @Test(
    "Wrong arguments are refused",
    arguments: [
      ("log()", nil), ("log(1,2,3,4)", logForm), ("log(1,x,3)", "'x' is not a number; \(logForm)"),
      ("log(0,1,3)", "logarithms need positive numbers"),
      ("log(1,-1,3)", "logarithms need positive numbers"),
      ("log(1,1,3)", "the first number must be smaller than the second"),
      ("log(2,1)", "the first number must be smaller than the second"),
      ("log(1,2,1)", "the count must be a whole number from 2 to 1000000"),
      ("log(1,2,2.5)", "the count must be a whole number from 2 to 1000000"),
      ("log(1,2,1e9)", "the count must be a whole number from 2 to 1000000"),
      ("range(1)", "write range(from, to, step), or range(from, to)"),
      ("range(1,2,3,4)", "write range(from, to, step), or range(from, to)"),
      ("range(1,)", "'' is not a number; write range(from, to, step), or range(from, to)"),
      ("range(1,5,0)", "the step 0 does not lead from 1 to 5, or takes too many steps"),
      ("range(1,5,-1)", "the step -1 does not lead from 1 to 5, or takes too many steps"),
      ("range(0,1,1e-9)", "the step 1e-9 does not lead from 0 to 1, or takes too many steps"),
      ("range(0,1e9)", "the step 1 does not lead from 0 to 1e9, or takes too many steps"),
      ("uniform(1)", "write uniform(from, to) with random trials"),
      ("uniform(1,2,3)", "write uniform(from, to) with random trials"),
      ("uniform(2,1)", "the first number must be smaller than the second"),
      ("uniform(a,1)", "'a' is not a number; write uniform(from, to) with random trials"),
    ])
  func refused(text: String, message: String?) {
    // `log()` has one argument, as a formula has, and is refused as a value of the setting.
    let expected = message.map { "override 1: eta=\(text): error: '\(text)': \($0)" }
    #expect(errorText { try folder.trials("eta=\(text)", random: 2) } == expected)
  }

  @Test("Random whole numbers need one between the limits", arguments: ["uniform", "log"])
  func noWhole(function: String) {
    let word = "batch_size=\(function)(2.2,2.8)"
    #expect(
      errorText { try folder.trials(word, random: 2) } == "override 1: \(word): error: "
        + "'\(function)(2.2,2.8)': there is no whole number between these")
  }

  @Test(
    "Numbers that are too far apart are refused",
    arguments: ["log(1e-320,1e308,3)", "log(1e-320,1e308)", "uniform(-1e308,1e308)"])
  func tooFar(text: String) {
    #expect(
      errorText { try folder.trials("eta=\(text)", random: 2) }
        == "override 1: eta=\(text): error: '\(text)': the numbers are too far apart")
  }

  @Test("Random numbers are not values of a list")
  func combined() {
    #expect(
      errorText { try folder.trials("eta=1,log(1,2)", random: 2) }
        == "override 1: eta=1,log(1,2): error: 'log(1,2)' is for random numbers and cannot be "
        + "combined with other values; to make a list of it, say how many: log(1e-4, 1e-1, 7)")
  }
}
