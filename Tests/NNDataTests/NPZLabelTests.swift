import NNFiles
import TestSupport
import Testing

@testable import NNData

/// Classes in files of NumPy, as `Tests/Golden/make_tables.py` makes them.
@Suite("npz: classes")
struct NPZLabelTests {
  private static let folder = ProjectFiles.golden("tables")

  private func settings(_ targets: String, _ more: String = "") -> String {
    "{loader: npz, path: \(Self.folder)/uint8.npy, "
      + "targets_path: \(Self.folder)/\(targets).npy\(more)}"
  }

  private func data(_ targets: String, _ more: String = "") throws -> Dataset {
    try load(settings(targets, more))
  }

  private func failure(_ targets: String, _ more: String = "") throws -> Failure? {
    let found = try TestSupport.failure { try data(targets, more) }
    return found.map { Failure($0.text.replacing("\(Self.folder)/", with: ""), $0.status) }
  }

  @Test(
    "Words, truth values and signs are classes, in the order of their names",
    arguments: [
      ("words", "", ["a", "größe", "zebra"], [1, 0, 2]),
      ("words-big-endian", "", ["a", "größe", "zebra"], [1, 0, 2]),
      ("bytes", ", task: classification", ["a", "größe", "zebra"], [1, 0, 2]),
      ("number-words", "", ["2", "9", "10"], [2, 1, 0]),
      ("truths", "", ["false", "true"], [1, 0, 1]),
      ("truths", ", task: classification", ["false", "true"], [1, 0, 1]),
      ("signs", ", task: classification", ["-1", "1"], [1, 0, 1]),
      ("float-signs", ", task: classification", ["-1", "1"], [1, 0, 1]),
    ] as [(String, String, [String], [Int32])])
  func named(targets: String, more: String, classes: [String], labels: [Int32]) throws {
    let data = try data(targets, more)
    #expect(data.preprocessing.classes == classes)
    #expect(data.train.labels == labels)
    #expect(data.outputWidth == classes.count)
  }

  @Test("Words in an archive are classes, too, and so are those of other samples")
  func archive() throws {
    let folder = try TemporaryFolder()
    let names = ["x.npy": "uint8", "y.npy": "words", "README.txt": "bytes"]
    let entries = try names.sorted { $0.key < $1.key }.map { name, file in
      StoredZip.Entry(
        name: name, bytes: try File.read(regular: "\(Self.folder)/\(file).npy", limit: 1 << 16))
    }
    _ = try StoredZip.write(entries, to: folder.file("d.npz"))
    let data = try load(
      "{loader: npz, path: \(folder.file("d.npz")), inputs: x, targets: y}")
    #expect(data.preprocessing.classes == ["a", "größe", "zebra"])
    #expect(data.train.labels == [1, 0, 2])
  }

  @Test("A limit leaves out rows, but no names")
  func limit() throws {
    let data = try data("words", ", limit: 2")
    #expect(data.preprocessing.classes == ["a", "größe", "zebra"])
    #expect(data.train.labels == [1, 0])
  }

  @Test("Truth values can be numbers, and several columns are")
  func numbers() throws {
    #expect(try data("truths", ", task: regression").train.targetRows == [[1], [0], [1]])
    let table = try data("truth-table")
    #expect(table.train.targetRows == [[1, 0], [0, 0], [1, 1]])
    #expect(table.preprocessing.classes.isEmpty)
    #expect(try data("signs", ", task: regression").train.targetRows == [[1], [-1], [1]])
  }

  @Test("Truth values can be inputs")
  func inputs() throws {
    let data = try load(
      "{loader: npz, path: \(Self.folder)/truth-table.npy, "
        + "targets_path: \(Self.folder)/words.npy}")
    #expect(data.train.inputRows == [[1, 0], [0, 0], [1, 1]])
  }

  @Test(
    "What is no class is named with what to do",
    arguments: [
      (
        "signs", "",
        "signs.npy: row 1 (from 0) is -1, which is not the index of a class; if -1 and 1 are "
          + "classes, set 'task: classification'; if targets are numbers, set 'task: regression'"
      ),
      ("words", ", task: regression", "words.npy: has words, but task 'regression' needs numbers"),
      ("words", ", task: multilabel", "words.npy: has words, but task 'multilabel' needs numbers"),
      (
        "word-table", "",
        "word-table.npy: has 2 words in each row; save one, the name of its class, or a column of "
          + "0 and 1 for each label"
      ),
      ("empty-words", "", "empty-words.npy: row 1 (from 0) is empty; save the name of its class"),
      (
        "broken-bytes", "",
        "broken-bytes.npy: row 1 (from 0) is not text; save the name of its class"
      ),
      (
        "broken-words", "",
        "broken-words.npy: row 1 (from 0) is not text; save the name of its class"
      ),
      (
        "broken-truths", "",
        "broken-truths.npy: row 2 (from 0) is not a truth value"
      ),
      (
        "broken-truths", ", task: regression",
        "broken-truths.npy: row 2 (from 0) is not a truth value"
      ),
      (
        "objects", "",
        "objects.npy: contains Python objects, which are never loaded; save numbers, "
          + "'array.astype(float)', or words, 'array.astype(str)'"
      ),
      (
        "words", ", test_path: \(folder)/uint8.npy, test_targets_path: \(folder)/other-words.npy",
        "other-words.npy: row 2 (from 0) is of class 'ant', but the classes of the training set "
          + "are 'a', 'größe', 'zebra'"
      ),
      (
        "truths", ", test_path: \(folder)/uint8.npy, test_targets_path: \(folder)/classes.npy",
        "classes.npy: row 0 (from 0) is of class 2, but the classes of the training set are "
          + "'false', 'true'"
      ),
      (
        "words", ", test_path: \(folder)/uint8.npy, test_targets_path: \(folder)/float-signs.npy",
        "float-signs.npy: has targets of another type or width than words.npy"
      ),
    ])
  func refused(targets: String, more: String, message: String) throws {
    #expect(try failure(targets, more) == Failure(message, .badData))
  }

  @Test("Words cannot be inputs")
  func wordsAsInputs() throws {
    let path = "\(Self.folder)/words.npy"
    #expect(
      try TestSupport.failure {
        try load("{loader: npz, path: \(path), targets_path: \(Self.folder)/classes.npy}")
      }
        == Failure("\(path): has words, but inputs are numbers; save one-hot columns", .badData))
  }

  @Test("Other data have the same classes by name, whatever their type")
  func otherData() throws {
    func samples(_ targets: String, like training: String, _ more: String = "") throws -> Samples? {
      let loader = try loader(settings(training, more))
      return try loader.samples(
        in: SampleFiles(
          path: "\(Self.folder)/float16.npy", targetsPath: "\(Self.folder)/\(targets).npy"),
        preprocessing: loader.load(seed: 0).preprocessing)
    }
    #expect(try samples("bytes", like: "words")?.labels == [1, 0, 2])
    #expect(try samples("classes", like: "classes")?.labels == [2, 0, 1])
    #expect(try samples("signs", like: "signs", ", task: classification")?.labels == [1, 0, 1])
    #expect(try samples("truths", like: "truths")?.labels == [1, 0, 1])
    let path = "\(Self.folder)/number-words.npy"
    #expect(
      try TestSupport.failure { try samples("number-words", like: "classes") }
        == Failure(
          "\(path): row 0 (from 0) is of class '10', but the classes of the training set are 0 to "
            + "2", .badData))
    #expect(
      try TestSupport.failure { try samples("number-words", like: "float-signs") }
        == Failure("\(path): has words, but task 'regression' needs numbers", .badData))
  }
}
