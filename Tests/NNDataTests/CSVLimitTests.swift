import TestSupport
import Testing

@testable import NNData

@Suite("csv: limits")
struct CSVLimitTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(_ settings: String) throws -> Dataset {
    try NNDataTests.load("{loader: csv, path: train.csv, target: y, \(settings)}", in: folder)
  }

  @Test("The first rows are used")
  func firstRows() throws {
    try folder.write("x,y\n1,10\n2,20\n3,30\n", to: "train.csv")
    try folder.write("x,y\n4,40\n5,50\n6,60\n", to: "test.csv")
    let data = try load("limit: 2, test_path: test.csv, test_limit: 1")
    #expect(data.train.inputRows == [[1], [2]])
    #expect(data.train.targetRows == [[10], [20]])
    #expect(data.test?.inputRows == [[4]])
    #expect(data.summary == "2 training + 1 test row of \(folder.file("train.csv"))")
  }

  @Test("A limit may be larger than the file", arguments: [2, 3, Int.max])
  func largeLimit(limit: Int) throws {
    try folder.write("x,y\n1,10\n2,20\n", to: "train.csv")
    #expect(try load("limit: \(limit)").train.inputRows == [[1], [2]])
  }

  @Test("Test rows are drawn from the first rows")
  func testRows() throws {
    try folder.write("x,y\n" + (0..<50).map { "\($0),\($0)\n" }.joined(), to: "train.csv")
    let data = try load("limit: 10, test_fraction: 0.3")
    let rows = data.train.inputRows + (try #require(data.test)).inputRows
    #expect(data.test?.count == 3)
    #expect(rows.map { $0[0] }.sorted() == (0..<10).map(Double.init))
  }

  @Test("Scales are those of the first rows")
  func scales() throws {
    try folder.write("x,y\n1,1\n3,2\n100,3\n", to: "train.csv")
    let scaling = try load("limit: 2, normalize: minmax").preprocessing.inputScaling
    #expect(scaling == Scaling(offsets: [1], divisors: [2]))
  }

  /// So that the network fits with every limit.
  @Test("Classes are those of all rows")
  func classes() throws {
    try folder.write("x,y\n1,c\n2,c\n3,a\n4,b\n", to: "train.csv")
    try folder.write("x,y\n1,b\n2,d\n", to: "test.csv")
    let data = try load("limit: 2, test_path: test.csv, test_limit: 1")
    #expect(data.preprocessing.classes == ["a", "b", "c"])
    #expect(data.train.labels == [2, 2])
    #expect(data.test?.labels == [1])
  }

  @Test(
    "Limits that do not fit are mistakes",
    arguments: [
      (
        "limit: 1, test_fraction: 0.5", "0.5",
        "no row is left for training: 'limit' leaves only 1 row"
      ),
      ("limit: 0", "0", "'limit' of csv must be a positive whole number, not '0'"),
      (
        "test_limit: 1", "1",
        "'test_limit' needs 'test_path'; set that, too, or remove 'test_limit'"
      ),
    ])
  func mistakes(settings: String, place: String, message: String) throws {
    try folder.write("x,y\n1,10\n2,20\n", to: "train.csv")
    #expect(
      try mistake(in: "{loader: csv, path: train.csv, target: y, \(settings)}", folder)
        == Mistake(message, at: place))
  }
}
