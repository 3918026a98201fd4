import TestSupport
import Testing

@testable import NNData

@Suite("csv: which columns are used")
struct CSVExcludeTests {
  private let csv: CSVFolder

  init() throws { csv = try CSVFolder() }

  @Test(
    "Columns are left out by name or by place",
    arguments: ["exclude: id", "exclude: [id]", "exclude: -4"])
  func excluded(setting: String) throws {
    let data = try csv.load("id,a,b,y\nfirst,1,2,3\n,4,5,6\n", "target: y, \(setting)")
    #expect(data.preprocessing.features == ["a", "b"])
    #expect(data.train.inputRows == [[1, 2], [4, 5]])
  }

  @Test(
    "Targets can be named by place",
    arguments: [("last", "y"), ("-1", "y"), ("-2", "b"), ("[-1, a]", "y")])
  func targets(target: String, name: String) throws {
    let data = try csv.load("a,b,y\n1,2,3\n", "target: \(target)")
    #expect(data.preprocessing.targets.first == name)
  }

  @Test("A name takes precedence over a place")
  func names() throws {
    let data = try csv.load("last,-1,y\n1,2,3\n", "target: last, header: first_row")
    #expect(data.preprocessing.targets == ["last"])
    let numbered = try csv.load("5,6,7\n8,9,10\n", "target: -3, header: none")
    #expect(numbered.preprocessing.targets == ["0"])
    #expect(numbered.train.targetRows == [[5], [8]])
  }

  @Test("Features can be named by place")
  func features() throws {
    let data = try csv.load("a,b,y\n1,2,3\n", "target: last, features: [-2, -3]")
    #expect(data.preprocessing.features == ["b", "a"])
  }

  /// A place is one in the training set's file; in others, the column with that name is meant.
  @Test("Places are those of the training set")
  func trainingPlaces() throws {
    try csv.folder.write("a,kind,note,x\n10,rose,lily,5\n", to: "test.csv")
    let data = try csv.load(
      "a,x,kind\n1,2,lily\n3,4,rose\n",
      "target: last, features: [-3, -2], test_path: test.csv")
    #expect(data.test?.inputRows == [[10, 5]])
    #expect(data.test?.labels == [1])
    try csv.folder.write("id,y,a\n7,2,1\n", to: "test.csv")
    let left = try csv.load("a,y,id\n1,2,3\n", "target: y, exclude: -1, test_path: test.csv")
    #expect(left.test?.inputRows == [[1]])
    try csv.folder.write("a,y\n1,2\n,5\n", to: "test.csv")
    let dropped = try csv.load(
      "a,y,b\n1,2,3\n", "target: y, exclude: b, missing: {drop_row: -3}, test_path: test.csv")
    #expect(dropped.test?.inputRows == [[1]])
  }

  @Test("A column that is left out may be missing in a test file")
  func testFile() throws {
    try csv.folder.write("y,a\n2,1\n", to: "test.csv")
    let data = try csv.load("a,y,id\n1,2,x\n", "target: y, exclude: id, test_path: test.csv")
    #expect(data.test?.inputRows == [[1]])
  }

  @Test(
    "Settings that do not fit the file are mistakes",
    arguments: [
      ("target: y, exclude: z", "z", "data.csv has no column 'z'; it has 'id', 'a', 'y'"),
      ("target: y, exclude: [a, a]", "[a, a]", "the column 'a' is named twice"),
      ("target: y, exclude: [a, -2]", "[a, -2]", "the column '-2' is named twice"),
      ("target: y, exclude: -1", "-1", "'y' is the target and cannot be left out"),
      ("target: y, exclude: -4", "-4", "data.csv has no column '-4'; it has 'id', 'a', 'y'"),
      ("target: -0", "-0", "data.csv has no column '-0'; it has 'id', 'a', 'y'"),
      (
        "target: y, exclude: id, features: a", "id",
        "'features' leaves out all other columns; remove 'exclude' or 'features'"
      ),
      ("target: y, exclude: [id, a]", "csv", "no column of data.csv is left as an input"),
      ("target: [id, a, y]", "csv", "no column of data.csv is left as an input"),
      (
        "target: y, encode: {onehot: y}", "{onehot: y}",
        "'encode' names the column 'y', which is not a feature"
      ),
      (
        "target: y, encode: {onehot: [a, b]}", "{onehot: [a, b]}",
        "data.csv has no column 'b'; it has 'id', 'a', 'y'"
      ),
      (
        "target: y, encode: {none: a, onehot: [id, a]}", "[id, a]",
        "'encode' of csv names the column 'a' twice"
      ),
      (
        "target: y, decimal: \",\"", "\",\"",
        "numbers with a decimal comma need another 'delimiter', such as \";\""
      ),
      ("target: y, decimal: \";\"", "\";\"", "'decimal' of csv must be one of '.', ',', not ';'"),
      (
        "target: y, header: 1", "1", "'header' of csv must be one of first_row, none, not '1'"
      ),
      (
        "target: y, skip_rows: -1", "-1",
        "'skip_rows' of csv must be a whole number of at least 0, not '-1'"
      ),
    ])
  func mistakes(settings: String, place: String, message: String) throws {
    try csv.folder.write("id,a,y\n1,2,3\n", to: "data.csv")
    #expect(
      try mistake(in: "{loader: csv, path: data.csv, \(settings)}", csv.folder)
        == Mistake(message, at: place))
  }
}
