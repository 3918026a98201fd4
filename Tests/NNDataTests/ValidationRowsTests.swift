import NNConfig
import NNFiles
import TestSupport
import Testing

@testable import NNData

@Suite("Validation rows of their own")
struct ValidationRowsTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  // csv

  private func csv(_ settings: String) throws -> Dataset {
    try load("{loader: csv, path: train.csv, target: y, \(settings)}", in: folder)
  }

  @Test("A file is read in the same way as the test file")
  func file() throws {
    try folder.write("a,y\n1,2\n3,4\n5,6\n", to: "train.csv")
    try folder.write("y,a\n8,7\n10,9\n", to: "validation.csv")
    try folder.write("a,y\n-1,-2\n", to: "test.csv")
    let data = try csv(
      "validation_path: validation.csv, test_path: test.csv, normalize: minmax")
    #expect(data.preprocessing.inputScaling == Scaling(offsets: [1], divisors: [4]))
    #expect(data.validation?.inputRows == [[1.5], [2]])
    #expect(data.validation?.targetRows == [[8], [10]])
    #expect(data.test?.inputRows == [[-0.5]])
    #expect(
      data.summary == "3 training + 2 validation + 1 test row of \(folder.file("train.csv"))")
    let limited = try csv("validation_path: validation.csv, validation_limit: 1")
    #expect(limited.validation?.targetRows == [[8]])
    #expect(limited.test == nil)
  }

  @Test("Missing values of a file are filled in, or its rows are dropped")
  func missing() throws {
    try folder.write("a,y\n1,2\n3,4\n", to: "train.csv")
    try folder.write("a,y\n,5\n7,6\n", to: "validation.csv")
    #expect(
      try csv("validation_path: validation.csv, missing: mean").validation?.inputRows
        == [[2], [7]])
    let dropped = try csv("validation_path: validation.csv, missing: drop_row")
    #expect(dropped.validation?.inputRows == [[7]])
    #expect(dropped.summary.hasSuffix(", 1 with missing values left out"))
  }

  @Test("A file and a fraction can be combined if they are for different sets")
  func fileAndFraction() throws {
    try folder.write("a,y\n" + (0..<10).map { "\($0),1\n" }.joined(), to: "train.csv")
    try folder.write("a,y\n70,1\n", to: "other.csv")
    let validated = try csv("validation_path: other.csv, test_fraction: 0.3")
    #expect(validated.validation?.inputRows == [[70]])
    #expect(validated.train.count == 7 && validated.test?.count == 3)
    let tested = try csv("test_path: other.csv, validation_fraction: 0.3")
    #expect(tested.test?.inputRows == [[70]])
    #expect(tested.train.count == 7 && tested.validation?.count == 3)
  }

  @Test("The files are listed in the order training, validation, test")
  func files() throws {
    let yaml = "{loader: csv, path: a.csv, target: y, test_path: c.csv, validation_path: b.csv}"
    #expect(
      try loader(yaml, in: folder).files() == ["a.csv", "b.csv", "c.csv"].map(folder.file))
    #expect(try !loader(yaml, in: folder).usesSeed)
  }

  @Test("Columns and classes have to be those of the training set")
  func misfits() throws {
    try folder.write("a,y\n1,one\n2,two\n", to: "train.csv")
    for (content, message) in [
      ("b,y\n1,one\n", "has no column 'a', which train.csv has"),
      (
        "a,y\n1,four\n",
        "column 2 ('y') is 'four', which is not among the classes of the training set: 'one', 'two'"
      ),
    ] {
      try folder.write(content, to: "validation.csv")
      let failure = try #require(
        try loadFailure(
          "{loader: csv, path: train.csv, target: y, validation_path: validation.csv}", in: folder))
      #expect(failure.text.hasSuffix(message), "\(failure.text)")
      #expect(failure.text.hasPrefix("validation.csv:"), "\(failure.text)")
      #expect(failure.status == .badData)
    }
  }

  // npz

  private static let arrays = ProjectFiles.golden("tables")

  private func npz(_ settings: String) throws -> Dataset {
    try load("{loader: npz, \(settings.replacing("@", with: "\(Self.arrays)/"))}")
  }

  @Test("Arrays are read from an .npz file, or from .npy files")
  func arrays() throws {
    let entries = try npz(
      "path: @set.npz, validation_inputs: x_test, validation_targets: y_test, divide_by: 2")
    #expect(entries.validation?.inputRows == [[3, 3.5]])
    #expect(entries.test == nil)
    let both = try npz(
      "path: @set.npz, validation_inputs: x_test, validation_targets: y_test, "
        + "test_inputs: x_train, test_targets: y_train, test_limit: 2")
    #expect(both.summary == "3 training + 1 validation + 2 test rows of 2 numbers (uint8)")
    let files = try npz(
      "path: @uint8.npy, targets_path: @classes.npy, validation_path: @int16.npy, "
        + "validation_targets_path: @classes.npy, validation_limit: 2")
    #expect(files.validation?.inputRows == [[0, 1, 2, 3], [10, 11, 12, 13]])
    #expect(files.validation?.labels == [2, 0])
  }

  @Test("Mapped files of all sets are watched")
  func mapped() throws {
    let files = try npz(
      "path: @uint8.npy, targets_path: @classes.npy, validation_path: @int16.npy, "
        + "validation_targets_path: @classes.npy, test_path: @int32.npy, "
        + "test_targets_path: @classes.npy")
    #expect(
      files.mappedFiles.map { FileSystem.name(of: $0.path) }
        == ["uint8.npy", "int16.npy", "int32.npy"])
  }

  @Test("The files of the validation set are listed last, even if others are the same")
  func arrayFiles() throws {
    let yaml =
      "{loader: npz, path: a.npy, targets_path: a.npy, validation_path: a.npy, "
      + "validation_targets_path: a.npy, test_path: b.npy, test_targets_path: b.npy}"
    #expect(
      try loader(yaml, in: folder).files()
        == ["a.npy", "b.npy", "a.npy", "a.npy"].map(folder.file))
  }

  @Test("Arrays that do not fit are named")
  func badArrays() throws {
    let failure = try #require(
      try TestSupport.failure {
        try npz(
          "path: @uint8.npy, targets_path: @classes.npy, validation_path: @wide.npy, "
            + "validation_targets_path: @classes.npy")
      })
    #expect(
      failure.text.replacing("\(Self.arrays)/", with: "")
        == "wide.npy: has 5 numbers in a row, but uint8.npy has 4")
  }

  // inline

  @Test("Rows are written in the experiment")
  func inline() throws {
    let numbers = try load(
      "{loader: inline, inputs: [1, 2], targets: [3, 4], validation_inputs: [5], "
        + "validation_targets: [6], test_inputs: [7], test_targets: [8]}")
    #expect(numbers.validation?.inputRows == [[5]])
    #expect(numbers.validation?.targetRows == [[6]])
    #expect(numbers.test?.targetRows == [[8]])
    #expect(numbers.summary == "2 training + 1 validation + 1 test row")
    let classes = try load(
      "{loader: inline, inputs: [1, 2], classes: [b, a], validation_inputs: [5, 6], "
        + "validation_classes: [a, b]}")
    #expect(classes.validation?.labels == [0, 1])
    #expect(classes.test == nil)
  }

  // binary_numbers

  @Test("Numbers are held out")
  func numbers() throws {
    let data = try load(
      "{loader: binary_numbers, bits: 2, holdout: [3], validation_holdout: [2, 0]}")
    #expect(data.train.targetRows == [[1]])
    #expect(data.validation?.targetRows == [[2], [0]])
    #expect(data.validation?.inputRows == [[1, 0], [0, 0]])
    #expect(data.test?.targetRows == [[3]])
  }

  // Mistakes

  @Test(
    "What does not fit is reported at its place",
    arguments: [
      (
        "loader: csv, path: a, target: y, validation_limit: 1", "1",
        "'validation_limit' needs 'validation_path'; set that, too, or remove 'validation_limit'"
      ),
      (
        "loader: npz, path: a.npz, validation_limit: 1", "1",
        "'validation_limit' needs 'validation_inputs'; set that, too, or remove 'validation_limit'"
      ),
      (
        "loader: npz, path: a.npy, targets_path: b.npy, test_limit: 1", "1",
        "'test_limit' needs 'test_path'; set that, too, or remove 'test_limit'"
      ),
      (
        "loader: npz, path: a.npz, validation_targets: x", "x",
        "'validation_inputs' and 'validation_targets' go together; set both or neither"
      ),
      (
        "loader: npz, path: a.npy, targets_path: b.npy, validation_path: c.npy", "c.npy",
        "'validation_path' and 'validation_targets_path' go together; set both or neither"
      ),
      (
        "loader: npz, path: a.npz, validation_path: c.npy", "c.npy",
        "'validation_path' is for .npy files; with an .npz file, set its keys: 'targets' and so on"
      ),
      (
        "loader: npz, path: a.npy, targets_path: b.npy, validation_inputs: x", "x",
        "'validation_inputs' is a key in an .npz file; with an .npy file, set 'targets_path' and so "
          + "on"
      ),
      (
        "loader: inline, inputs: [1], targets: [1], validation_inputs: [2]", "[2]",
        "'validation_inputs' and 'validation_targets' go together; set both or neither"
      ),
      (
        "loader: inline, inputs: [1], classes: [a], validation_inputs: [2], validation_targets: [3]",
        "[3]", "the training rows have no 'targets'"
      ),
      (
        "loader: inline, inputs: [1], targets: [1], validation_inputs: [[2, 3]], "
          + "validation_targets: [1]", "[[2, 3]]",
        "validation rows have 2 inputs, but training rows have 1"
      ),
      (
        "loader: inline, inputs: [1], targets: [1], validation_inputs: [2], "
          + "validation_targets: [[3, 4]]", "[[3, 4]]",
        "validation rows have 2 targets, but training rows have 1"
      ),
      (
        "loader: inline, inputs: [1], classes: [a], validation_inputs: [2], "
          + "validation_classes: [b]", "[b]", "no training row has the class 'b'"
      ),
      (
        "loader: binary_numbers, bits: 2, holdout: [1], validation_holdout: [0, 1]", "[0, 1]",
        "a number is held out twice"
      ),
      (
        "loader: binary_numbers, bits: 2, validation_holdout: [4]", "[4]",
        "4 has more than 2 bits; the largest number is 3"
      ),
      (
        "loader: binary_numbers, bits: 1, holdout: [1], validation_holdout: [0]", "[0]",
        "no number is left for training"
      ),
    ])
  func mistakes(settings: String, place: String, message: String) throws {
    #expect(try mistake(in: "{\(settings)}") == Mistake(message, at: place))
  }
}
