import NNFiles
import TestSupport
import Testing

@testable import NNData

@Suite("csv: test sets")
struct CSVTestSetTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(_ settings: String, seed: UInt64 = 0) throws -> Dataset {
    try NNDataTests.load("{loader: csv, path: train.csv, \(settings)}", in: folder, seed: seed)
  }

  private func failure(train: String, test: String, _ settings: String) throws -> Failure? {
    try folder.write(train, to: "train.csv")
    try folder.write(test, to: "test.csv")
    return try loadFailure(
      "{loader: csv, path: train.csv, test_path: test.csv, \(settings)}", in: folder)
  }

  /// Row i has the input i and the target 10 i.
  private func writeRows(_ count: Int) throws {
    let rows = (0..<count).map { "\($0),\(10 * $0)\n" }
    try folder.write("x,y\n" + rows.joined(), to: "train.csv")
  }

  // A fraction of the rows.

  @Test(
    "The parts have all rows, each once, in the order of the file",
    arguments: [
      (10, 0.3, 3), (10, 0.25, 3), (7, 0.5, 4), (100, 0.001, 1), (2, 0.5, 1), (50, 0.98, 49),
    ])
  func parts(count: Int, fraction: Double, testCount: Int) throws {
    try writeRows(count)
    let data = try load("target: y, test_fraction: \(fraction)")
    let train = data.train.inputRows.map { $0[0] }
    let test = try #require(data.test).inputRows.map { $0[0] }
    #expect(test.count == testCount)
    #expect(train == train.sorted())
    #expect(test == test.sorted())
    #expect((train + test).sorted() == (0..<count).map(Double.init))
    #expect(data.train.targetRows == train.map { [10 * $0] })
    #expect(data.test?.targetRows == test.map { [10 * $0] })
    #expect(
      data.summary == "\(count - testCount) training + "
        + "\(testCount) test \(testCount == 1 ? "row" : "rows") of \(folder.file("train.csv"))")
  }

  @Test("The seed decides which rows are for testing")
  func seed() throws {
    try writeRows(60)
    func testRows(seed: UInt64) throws -> [[Double]]? {
      try load("target: y, test_fraction: 0.2", seed: seed).test?.inputRows
    }
    let parts = try (0..<20).map { try testRows(seed: $0) }
    #expect(Set(parts).count == 20)
    #expect(try (0..<20).map { try testRows(seed: $0) } == parts)
  }

  /// 400 divisions of 10 rows into 3 and 7: each row is for testing 120 times on average, with a
  /// standard deviation of 9.2.
  @Test("Every row is equally likely to be for testing")
  func frequencies() throws {
    try writeRows(10)
    let loader = try loader(
      "{loader: csv, path: train.csv, target: y, test_fraction: 0.3}", in: folder)
    var counts = [Int](repeating: 0, count: 10)
    for seed in 0..<400 as Range<UInt64> {
      for row in try loader.load(seed: seed).test?.inputRows ?? [] { counts[Int(row[0])] += 1 }
    }
    #expect(counts.allSatisfy { (80...160).contains($0) }, "\(counts)")
  }

  /// 10 inputs and 10 targets of 8 bytes, and 8 for the number of each row.
  @Test("Both parts share the stored inputs")
  func shared() throws {
    try writeRows(10)
    let data = try load("target: y, test_fraction: 0.3")
    let test = try #require(data.test)
    guard case .array(let stored) = data.train.inputs.storage,
      case .array(let tested) = test.inputs.storage
    else {
      Issue.record("the inputs are arrays")
      return
    }
    #expect(stored.storage === tested.storage, "no number is kept twice")
    #expect(data.train.byteCount == 7 * 24)
    #expect(test.byteCount == 3 * 24)
  }

  @Test("The classes are those of all rows")
  func classes() throws {
    try folder.write("x,y\n1,a\n2,b\n3,c\n4,d\n", to: "train.csv")
    let data = try load("target: y, test_fraction: 0.5")
    #expect(data.preprocessing.classes == ["a", "b", "c", "d"])
    #expect(data.train.labels + (data.test?.labels ?? []) != [])
    let test = try #require(data.test)
    #expect(data.train.labels.map { Double($0 + 1) } == data.train.inputRows.map { $0[0] })
    #expect(test.labels.map { Double($0 + 1) } == test.inputRows.map { $0[0] })
  }

  @Test(
    "Fractions that leave nothing or make no sense are refused",
    arguments: [
      (1, "0.5", "no row is left for training: the file has 1 row"),
      (3, "0.9", "no row is left for training: the file has 3 rows"),
      (
        3, "1", "'test_fraction' of csv must be a number above 0 and below 1, not '1'"
      ),
      (3, "0", "'test_fraction' of csv must be a number above 0 and below 1, not '0'"),
    ])
  func fractions(count: Int, fraction: String, message: String) throws {
    try writeRows(count)
    #expect(
      try mistake(
        in: "{loader: csv, path: train.csv, target: y, test_fraction: \(fraction)}", folder)
        == Mistake(message, at: fraction))
  }

  @Test("Test rows come from one place")
  func onePlace() throws {
    #expect(
      try mistake(in: "{loader: csv, path: a, target: y, test_fraction: 0.5, test_path: b}")
        == Mistake(
          "'test_fraction' cannot be combined with 'test_path'; remove one of them", at: "0.5"))
  }

  // A file of its own.

  @Test("Columns are found by name", arguments: ["", ", features: [b, a]"])
  func columnOrder(features: String) throws {
    try folder.write("a,b,kind\n1,2,no\n3,4,yes\n", to: "train.csv")
    try folder.write("kind,b,a\nyes,20,10\n", to: "test.csv")
    let data = try load("target: kind, test_path: test.csv\(features)")
    #expect(data.test?.inputRows == (features.isEmpty ? [[10, 20]] : [[20, 10]]))
    #expect(data.test?.labels == [1])
    #expect(data.summary == "2 training + 1 test row of \(folder.file("train.csv"))")
  }

  @Test("Targets are found by name too")
  func targets() throws {
    try folder.write("a,b,c\n1,2,3\n", to: "train.csv")
    try folder.write("c,b,a\n30,20,10\n", to: "test.csv")
    let data = try load("target: [b, c], test_path: test.csv")
    #expect(data.test?.inputRows == [[10]])
    #expect(data.test?.targetRows == [[20, 30]])
  }

  @Test(
    "Columns that the training set does not have are refused",
    arguments: [
      ("a,z,y\n1,2,3\n", "the column 'z', which train.csv does not have; remove it"),
      ("id,y,b,a\n1,2,3,4\n", "the columns 'id', 'b', which train.csv does not have; remove them"),
      ("y,a,\n1,2,3\n", "the column 'Unnamed: 2', which train.csv does not have; remove it"),
    ])
  func otherColumns(test: String, message: String) throws {
    #expect(
      try failure(train: "a,y\n1,2\n", test: test, "target: y")
        == Failure("test.csv: has \(message), or name the inputs with 'features'", .badData))
  }

  @Test("Columns that are not used may be missing, or be others")
  func unusedColumns() throws {
    try folder.write("a,b,y\n1,2,3\n", to: "train.csv")
    try folder.write("c,y,a\n4,5,6\n", to: "test.csv")
    let data = try load("target: y, features: a, test_path: test.csv")
    #expect(data.test?.inputRows == [[6]])
  }

  @Test("The training set decides whether targets are classes")
  func task() throws {
    try folder.write("x,y\n1,a\n2,1\n", to: "train.csv")
    try folder.write("x,y\n3,1\n", to: "test.csv")
    #expect(
      try load("target: y, task: classification, test_path: test.csv").test?.labels == [0])
    #expect(
      try failure(train: "x,y\n1,2\n", test: "x,y\n3,a\n", "target: y")
        == Failure(
          "test.csv:2: column 2 ('y') must be a number, not 'a'; correct the value; set "
            + "'task: classification' if the target is a class", .badData))
  }

  @Test("A class that the training set does not have is refused")
  func otherClass() throws {
    #expect(
      try failure(train: "x,y\n1,a\n2,b\n", test: "x,y\n3,a\n4,c\n", "target: y")
        == Failure(
          "test.csv:3: column 2 ('y') is 'c', which is not among the classes of the training set: "
            + "'a', 'b'",
          .badData))
  }

  @Test("A class that is spelled in another way is named as the training set has it")
  func otherSpelling() throws {
    #expect(
      try failure(
        train: "x,y\n1,0.0\n2,1.0\n", test: "x,y\n3,0.0\n4,1\n", "target: y, task: classification")
        == Failure(
          "test.csv:3: column 2 ('y') is '1', which is not among the classes of the training set: "
            + "'0.0', '1.0'; write '1.0' instead of '1'", .badData))
    #expect(
      try failure(train: "x,y\n1,yes\n2,no\n", test: "x,y\n3,Yes\n", "target: y")?.text
        .hasSuffix("; write 'yes' instead of 'Yes'") == true)
  }

  @Test("A missing column is named", arguments: ["", ", features: [a, b]"])
  func missingColumn(features: String) throws {
    #expect(
      try failure(train: "a,b,y\n1,2,3\n", test: "a,y\n1,3\n", "target: y\(features)")
        == Failure("test.csv: has no column 'b', which train.csv has", .badData))
  }

  @Test("A missing target is named")
  func missingTarget() throws {
    #expect(
      try failure(train: "a,y\n1,3\n", test: "a,Y\n1,3\n", "target: y")
        == Failure("test.csv: has no column 'y', which train.csv has", .badData))
  }

  /// Here `last` is a name, not a place.
  @Test("A missing column whose name looks like a place is named")
  func missingPlaceName() throws {
    #expect(
      try failure(train: "open,last,y\n1,2,3\n4,5,6\n", test: "open,y\n1,3\n", "target: y")
        == Failure("test.csv: has no column 'last', which train.csv has", .badData))
  }

  @Test("A missing file is named")
  func missingFile() throws {
    try writeRows(3)
    #expect(
      try loadFailure("{loader: csv, path: train.csv, target: y, test_path: no.csv}", in: folder)
        == Failure("no.csv: does not exist", .noInput))
  }

  @Test("A test file without rows is refused")
  func noRows() throws {
    #expect(
      try failure(train: "x,y\n1,2\n", test: "x,y\n", "target: y")
        == Failure("test.csv: has no rows below the names of the columns", .badData))
  }
}
