import NNConfig
import Testing

@testable import NNData

@Suite("binary_numbers")
struct BinaryNumbersTests {
  @Test("All numbers of three bits are the default")
  func defaults() throws {
    let data = try load("binary_numbers")
    #expect(
      data.train.inputRows == [
        [0, 0, 0], [0, 0, 1], [0, 1, 0], [0, 1, 1], [1, 0, 0], [1, 0, 1], [1, 1, 0], [1, 1, 1],
      ])
    #expect(data.train.targetRows == (0..<8).map { [Double($0)] })
    #expect(data.test == nil)
    #expect(data.inputWidth == 3)
    #expect(data.outputWidth == 1)
    #expect(data.preprocessing.features == ["bit2", "bit1", "bit0"])
    #expect(data.preprocessing.targets == ["number"])
    #expect(data.preprocessing.classes == [])
    #expect(data.summary == "8 numbers of 3 bits")
    #expect(try loader("binary_numbers").files() == [])
  }

  @Test("Numbers held out are the test set, in their order")
  func holdout() throws {
    let data = try load("{loader: binary_numbers, bits: 2, holdout: [3, 0]}")
    #expect(data.train.targetRows == [[1], [2]])
    #expect(data.train.inputRows == [[0, 1], [1, 0]])
    #expect(data.test?.targetRows == [[3], [0]])
    #expect(data.test?.inputRows == [[1, 1], [0, 0]])
    #expect(data.summary == "2 training + 2 test numbers of 2 bits")
  }

  @Test(
    "Values that do not fit are refused",
    arguments: [
      ("bits: 2, holdout: [1, 4]", "[1, 4]", "4 has more than 2 bits; the largest number is 3"),
      ("bits: 2, holdout: [1, 1]", "[1, 1]", "a number is held out twice"),
      ("bits: 1, holdout: [1, 0]", "[1, 0]", "no number is left for training"),
      ("bits: 0", "0", "'bits' of binary_numbers must be a whole number from 1 to 20, not '0'"),
      ("bits: 21", "21", "'bits' of binary_numbers must be a whole number from 1 to 20, not '21'"),
      (
        "holdout: [0, -1]", "-1",
        "entry 2 of 'holdout' of binary_numbers must be a whole number of at least 0, not '-1'"
      ),
      ("bit: 3", "bit", "unknown parameter 'bit' of binary_numbers; did you mean 'bits'?"),
    ])
  func mistakes(settings: String, place: String, message: String) throws {
    #expect(
      try mistake(in: "{loader: binary_numbers, \(settings)}") == Mistake(message, at: place))
  }
}
