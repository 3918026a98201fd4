import TestSupport
import Testing

@testable import NNData

@Suite("inline: errors")
struct InlineErrorTests {
  @Test(
    "What does not fit is reported at its place",
    arguments: [
      ("inputs: [1]", "[1]", "inline data need either 'targets' or 'classes'"),
      (
        "inputs: [1], targets: [1], classes: [a]", "[a]",
        "there are both 'targets' and 'classes'; remove one of them"
      ),
      ("inputs: [], targets: [1]", "[]", "'inputs' has no rows or an empty one"),
      ("inputs: [[], 1], targets: [1, 2]", "[[], 1]", "'inputs' has no rows or an empty one"),
      ("inputs: [1], targets: [[]]", "[[]]", "'targets' has no rows or an empty one"),
      (
        "inputs: [[1, 2], [3]], targets: [1, 2]", "[[1, 2], [3]]",
        "row 2 of 'inputs' has 1 number, the first row 2"
      ),
      (
        "inputs: [1, 2, 3], targets: [1, 2, [3, 4]]", "[1, 2, [3, 4]]",
        "row 3 of 'targets' has 2 numbers, the first row 1"
      ),
      (
        "inputs: [1, 2], targets: [1, 2, 3]", "[1, 2, 3]",
        "'targets' has 3 rows, 'inputs' has 2"
      ),
      ("inputs: [1, 2], classes: [a]", "[a]", "'classes' has 1 row, 'inputs' has 2"),
      (
        "inputs: [1], targets: [1], test_inputs: [2]", "[2]",
        "'test_inputs' and 'test_targets' need each other"
      ),
      (
        "inputs: [1], classes: [a], test_classes: [a]", "[a]",
        "'test_inputs' and 'test_classes' need each other"
      ),
      (
        "inputs: [1], classes: [a], test_inputs: [2], test_targets: [3]", "[3]",
        "the training rows have no 'targets'"
      ),
      (
        "inputs: [1], targets: [1], test_inputs: [2], test_classes: [b]", "[b]",
        "the training rows have no 'classes'"
      ),
      (
        "inputs: [1], targets: [1], test_inputs: [[2, 3]], test_targets: [1]", "[[2, 3]]",
        "test rows have 2 inputs, training rows 1"
      ),
      (
        "inputs: [1], targets: [[1, 2]], test_inputs: [2], test_targets: [3]", "[3]",
        "test rows have 1 target, training rows 2"
      ),
      (
        "inputs: [1], targets: [1], test_inputs: [2], test_targets: [3, 4]", "[3, 4]",
        "'test_targets' has 2 rows, 'test_inputs' has 1"
      ),
      (
        "inputs: [1], classes: [a], test_inputs: [2], test_classes: [b]", "[b]",
        "no training row has the class 'b'"
      ),
      (
        "inputs: [1, x], targets: [1, 2]", "x",
        "entry 2 of 'inputs' of inline must be a number, not 'x'"
      ),
      (
        "inputs: [[1, nan]], targets: [1]", "nan",
        "entry 2 of entry 1 of 'inputs' of inline must be a number, not 'nan'"
      ),
      (
        "inputs: [1], classes: [[a]]", "[a]",
        "entry 1 of 'classes' of inline must be a word, not a list"
      ),
      (
        "targets: [1]", "inline",
        "'inputs' of inline is missing: a list of numbers for each training row"
      ),
    ])
  func mistakes(settings: String, place: String, message: String) throws {
    #expect(try mistake(in: "{loader: inline, \(settings)}") == Mistake(message, at: place))
  }

  @Test("Messages show the line")
  func line() throws {
    #expect(
      try failure {
        try load(
          """
          loader: inline
          inputs: [[0, 0], [0, 1]]
          targets: [1]
          """)
      }
        == Failure(
          """
          experiment.yaml:3:10: error: 'targets' has 1 row, 'inputs' has 2
             3 | targets: [1]
               |          ^~~
          """, .badExperiment))
  }
}
