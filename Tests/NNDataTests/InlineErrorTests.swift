import NNFiles
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
        "'classes' cannot be combined with 'targets'; remove one of them"
      ),
      ("inputs: [], targets: [1]", "[]", "'inputs' is empty or begins with an empty row"),
      (
        "inputs: [[], 1], targets: [1, 2]", "[[], 1]",
        "'inputs' is empty or begins with an empty row"
      ),
      ("inputs: [1], targets: [[]]", "[[]]", "'targets' is empty or begins with an empty row"),
      (
        "inputs: [[1, 2], [3]], targets: [1, 2]", "[[1, 2], [3]]",
        "row 2 of 'inputs' has 1 number, but the first row has 2"
      ),
      (
        "inputs: [1, 2, 3], targets: [1, 2, [3, 4]]", "[1, 2, [3, 4]]",
        "row 3 of 'targets' has 2 numbers, but the first row has 1"
      ),
      (
        "inputs: [1, 2], targets: [1, 2, 3]", "[1, 2, 3]",
        "'targets' has 3 rows, but 'inputs' has 2"
      ),
      ("inputs: [1, 2], classes: [a]", "[a]", "'classes' has 1 row, but 'inputs' has 2"),
      (
        "inputs: [1], targets: [1], test_inputs: [2]", "[2]",
        "'test_inputs' and 'test_targets' go together; set both or neither"
      ),
      (
        "inputs: [1], classes: [a], test_classes: [a]", "[a]",
        "'test_inputs' and 'test_classes' go together; set both or neither"
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
        "test rows have 2 inputs, but training rows have 1"
      ),
      (
        "inputs: [1], targets: [[1, 2]], test_inputs: [2], test_targets: [3]", "[3]",
        "test rows have 1 target, but training rows have 2"
      ),
      (
        "inputs: [1], targets: [1], test_inputs: [2], test_targets: [3, 4]", "[3, 4]",
        "'test_targets' has 2 rows, but 'test_inputs' has 1"
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
        "'inputs' of inline is missing: for each training row, a list of numbers"
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
          experiment.yaml:3:10: error: 'targets' has 1 row, but 'inputs' has 2
             3 | targets: [1]
               |          ^~~
          """, .badExperiment))
  }
}
