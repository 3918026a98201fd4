import NNFiles
import TestSupport
import Testing

@testable import NNData

@Suite("csv: categories")
struct CSVOneHotTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func settings(_ more: String) -> String {
    "{loader: csv, path: train.csv, target: y, encode: onehot\(more)}"
  }

  private func load(_ train: String, _ more: String = "", seed: UInt64 = 0) throws -> Dataset {
    try folder.write(train, to: "train.csv")
    return try NNDataTests.load(settings(more), in: folder, seed: seed)
  }

  private func failure(_ train: String, test: String? = nil) throws -> Failure? {
    try folder.write(train, to: "train.csv")
    if let test { try folder.write(test, to: "test.csv") }
    return try loadFailure(settings(test == nil ? "" : ", test_path: test.csv"), in: folder)
  }

  private static let shirts = """
    colour,size,shop,y
    red,1.5,b,3
    Blue,2,a,1
    green,-3,b,2
    red,0,a,5

    """

  @Test("Words become a column for each category, in byte order")
  func encoded() throws {
    let data = try load(Self.shirts)
    #expect(
      data.train.inputRows == [
        [0, 0, 1, 1.5, 0, 1], [1, 0, 0, 2, 1, 0], [0, 1, 0, -3, 0, 1], [0, 0, 1, 0, 1, 0],
      ])
    #expect(data.train.targetRows == [[3], [1], [2], [5]])
    #expect(data.inputWidth == 6)
    #expect(data.preprocessing.features == ["colour", "size", "shop"])
    #expect(
      data.preprocessing.categories == [
        FeatureCategories(feature: "colour", names: ["Blue", "green", "red"]),
        FeatureCategories(feature: "shop", names: ["a", "b"]),
      ])
    #expect(
      data.summary == "4 rows of \(folder.file("train.csv")), with 'colour' (3), 'shop' (2) "
        + "one-hot encoded")
  }

  @Test("Numbers stay numbers")
  func numbers() throws {
    let data = try load("a,b,y\n1,2,x\n3,4,z\n")
    #expect(data.train.inputRows == [[1, 2], [3, 4]])
    #expect(data.preprocessing.categories == [])
    #expect(data.preprocessing.classes == ["x", "z"])
    #expect(data.summary == "2 rows of \(folder.file("train.csv"))")
  }

  @Test("Words beside numbers are categories if the experiment says so", arguments: [0, 1, 2])
  func oneWord(row: Int) throws {
    var values = ["1", "2", "1"]
    values[row] = "crew"
    let text = "class,y\n" + values.map { "\($0),0\n" }.joined()
    #expect(
      try failure(text)
        == Failure(
          "train.csv:\(row + 2): column 1 ('class') must be a number, not 'crew'; correct the value; "
            + "set 'encode: {onehot: [class]}' to one-hot encode the words; if 'crew' means a "
            + "missing value, set 'missing_values: [crew]' and 'missing: median'", .badData))
    try folder.write(text, to: "train.csv")
    let data = try NNDataTests.load(
      "{loader: csv, path: train.csv, target: y, encode: {onehot: class}}", in: folder)
    let categories = data.preprocessing.categories.first?.names ?? []
    #expect(categories == Set(values).sorted())
    #expect(
      data.train.inputRows == values.map { value in categories.map { $0 == value ? 1 : 0 } })
  }

  @Test("Features come in the order of the experiment")
  func order() throws {
    let data = try load(Self.shirts, ", features: [shop, size]")
    #expect(data.train.inputRows == [[0, 1, 1.5], [1, 0, 2], [0, 1, -3], [1, 0, 0]])
    #expect(data.preprocessing.features == ["shop", "size"])
  }

  @Test("A test file has the categories of the training set")
  func testFile() throws {
    try folder.write("y,shop,colour,size\n1,b,green,7\n2,a,red,8\n", to: "test.csv")
    let data = try load(Self.shirts, ", test_path: test.csv")
    #expect(data.test?.inputRows == [[0, 1, 0, 7, 0, 1], [0, 0, 1, 8, 1, 0]])
    let limited = try load(Self.shirts, ", test_path: test.csv, test_limit: 1")
    #expect(limited.test?.inputRows == [[0, 1, 0, 7, 0, 1]])
  }

  /// So that neither a limit nor the seed changes the width of the network.
  @Test("Categories are those of all rows of the file")
  func allRows() throws {
    let limited = try load(Self.shirts, ", limit: 2")
    #expect(limited.train.inputRows == [[0, 0, 1, 1.5, 0, 1], [1, 0, 0, 2, 1, 0]])
    for seed in 0..<5 as Range<UInt64> {
      let data = try load(Self.shirts, ", test_fraction: 0.5", seed: seed)
      #expect(data.inputWidth == 6, "seed \(seed)")
      #expect(data.test?.inputWidth == 6, "seed \(seed)")
      let rows = data.train.inputRows + (data.test?.inputRows ?? [])
      #expect(Set(rows).count == 4, "seed \(seed)")
    }
  }

  @Test("Only numbers are scaled")
  func scales() throws {
    let data = try load(Self.shirts, ", normalize: minmax")
    #expect(
      data.preprocessing.inputScaling
        == Scaling(offsets: [0, 0, 0, -3, 0, 0], divisors: [1, 1, 1, 5, 1, 1]))
    #expect(data.train.inputRows.map { $0[3] } == [0.9, 1, 0, 0.6])
    #expect(data.train.inputRows.map { $0[2] } == [1, 0, 0, 1])
  }

  @Test("Categories may have delimiters, quotes and spaces")
  func delimiters() throws {
    let data = try load("a;y\n\"x;z\";1\n b;2\n1,5;3\n", ", delimiter: \";\"")
    #expect(data.preprocessing.categories.first?.names == [" b", "1,5", "x;z"])
  }

  @Test(
    "Values that are neither numbers nor categories are refused",
    arguments: [
      (
        "x,y\n,1\n",
        ": column 1 ('x') has no value in any row; set 'exclude: [x]' to leave out what says "
          + "nothing about the target"
      ),
      (
        "x,y\na,1\n,1\n",
        ":3: column 1 ('x') is empty; set 'missing: category' to fill in missing values, or "
          + "'missing: drop_row' to leave out rows that have any"
      ),
      (
        "x,y\n1,1\nnan,1\n",
        ":3: column 1 ('x') must be a number, not 'nan'; set 'missing_values: [nan]' and "
          + "'missing: median' to fill in missing values, or 'missing: drop_row' to leave out "
          + "rows that have any"
      ),
      (
        "x,y\nnan,1\nnan,1\n",
        ": column 1 ('x') has no values other than 'nan' (line 2, 2 times); set 'exclude: [x]' to "
          + "leave out what says nothing about the target"
      ),
      (
        "x,y\n1,1\n1e999,1\n",
        ":3: column 1 ('x') must be a number, not '1e999'; correct the value; set "
          + "'encode: {onehot: [x]}' to one-hot encode the words"
      ),
    ])
  func neither(train: String, message: String) throws {
    #expect(try failure(train) == Failure("train.csv\(message)", .badData))
  }

  @Test(
    "Values of a test file that the training set does not have are refused",
    arguments: [
      (
        "colour,size,shop,y\nred,1,b,3\nblack,1,b,3\n",
        "test.csv:3: column 1 ('colour') is 'black', which is not among the categories of the "
          + "training set: 'Blue', 'green', 'red'"
      ),
      (
        "colour,size,shop,y\nred,big,b,3\n",
        "test.csv:2: column 2 ('size') must be a number, not 'big'; train.csv has only numbers there"
      ),
      (
        "colour,size,shop,y\nred,1,,3\n",
        "test.csv:2: column 3 ('shop') is empty; set 'missing: most_frequent' to fill in missing "
          + "values, or 'missing: drop_row' to leave out rows that have any"
      ),
    ])
  func unknown(test: String, message: String) throws {
    #expect(try failure(Self.shirts, test: test) == Failure(message, .badData))
  }

  @Test("Of many categories only the first are listed")
  func manyCategories() throws {
    let train = "x,y\n" + (10..<35).map { "c\($0),1\n" }.joined()
    let known = (10..<30).map { "'c\($0)'" }.joined(separator: ", ")
    #expect(
      try failure(train, test: "x,y\nd,1\n")
        == Failure(
          "test.csv:2: column 1 ('x') is 'd', which is not among the categories of the training "
            + "set: \(known) and 5 more", .badData))
  }
}
