import NNFiles
import TestSupport
import Testing

@testable import NNData

@Suite("csv: missing values")
struct CSVMissingTests {
  private let csv: CSVFolder

  init() throws { csv = try CSVFolder() }

  private static let table = """
    size,colour,isNew,y
    3,red,True,1
    ,blue,False,2
    1,,True,3
    2,blue,,4
    9,red,True,5

    """

  @Test("Each method fills in what it is for")
  func methods() throws {
    let encode = "target: y, encode: onehot, missing: "
    let named = try csv.load(
      Self.table, encode + "{mean: size, most_frequent: isNew, category: [colour]}")
    // Inputs are size, colour=, colour=blue, colour=red, isNew.
    #expect(
      named.train.inputRows == [
        [3, 0, 0, 1, 1], [3.75, 0, 1, 0, 0], [1, 1, 0, 0, 1], [2, 0, 1, 0, 1], [9, 0, 0, 1, 1],
      ])
    #expect(
      named.preprocessing.fills == [
        FeatureFill(feature: "size", value: .number(3.75)),
        FeatureFill(feature: "colour", value: .category("")),
        FeatureFill(feature: "isNew", value: .number(1)),
      ])
    let medians = try csv.load(
      Self.table, encode + "{median: [size, isNew], most_frequent: colour}")
    #expect(
      medians.train.inputRows == [
        [3, 0, 1, 1], [2.5, 1, 0, 0], [1, 1, 0, 1], [2, 1, 0, 1], [9, 0, 1, 1],
      ])
    let frequent = try csv.load(Self.table, encode + "most_frequent")
    // Each size occurs once, so the smallest is taken; of equally frequent colours the first.
    #expect(frequent.train.inputRows[1] == [1, 1, 0, 0])
    #expect(frequent.train.inputRows[2] == [1, 1, 0, 1])
  }

  @Test("A column with empty cells and marks is proposed once")
  func bothKinds() throws {
    let text = "a,b,y\n1,2,1\n2,,2\n3,NA,1\n4,5,2\n"
    let message = errorText { try csv.load(text, "target: y") }
    let proposal = "missing_values: [NA], missing: median"
    #expect(
      message?.contains("set 'missing_values: [NA]' and 'missing: median'") == true,
      "\(message ?? "")")
    #expect(try csv.load(text, "target: y, \(proposal)").train.count == 4)
    let others = "a,b,c,y\n1,2,,1\n2,,x,2\n3,NA,x,1\n4,5,z,2\n"
    let several = errorText { try csv.load(others, "target: y, encode: onehot") }
    #expect(several?.contains("{median: [b], category: [c]}") == true, "\(several ?? "")")
  }

  @Test("Rows can be dropped", arguments: ["drop_row", "{drop_row: [size, colour, isNew]}"])
  func dropped(method: String) throws {
    let data = try csv.load(Self.table, "target: y, encode: onehot, missing: \(method)")
    #expect(data.train.inputRows == [[3, 0, 1, 1], [9, 0, 1, 1]])
    #expect(data.train.targetRows == [[1], [5]])
    #expect(data.preprocessing.fills == [])
    #expect(
      data.summary
        == "2 rows of \(csv.folder.file("data.csv")), 3 with missing values left out, with "
        + "'colour' (2) one-hot encoded")
  }

  @Test("Only rows that lack a value in the named columns are dropped")
  func namedColumns() throws {
    let data = try csv.load(
      Self.table,
      "target: y, encode: onehot, missing: {drop_row: isNew, mean: size, category: colour}")
    #expect(data.train.targetRows == [[1], [2], [3], [5]])
    // The mean is that of the rows that stay.
    #expect(data.train.inputRows[1][0] == 13.0 / 3)
  }

  @Test("Rows without a target are dropped too")
  func targets() throws {
    let text = "x,y,z\n1,2,3\n4,,6\n7,8,\n9,10,11\n"
    #expect(try csv.load(text, "target: [y, z], missing: drop_row").train.inputRows == [[1], [9]])
    #expect(
      try csv.load(text, "target: [y, z], missing: {drop_row: [y, z]}").train.targetRows
        == [[2, 3], [10, 11]])
    let classes = try csv.load("x,y\n1,a\n2,\n3,b\n", "target: y, missing: drop_row")
    #expect(classes.train.labels == [0, 1])
    #expect(classes.preprocessing.classes == ["a", "b"])
  }

  /// What is filled in is learnt from the training rows, not from the test rows.
  @Test("Only training rows count", arguments: ["mean", "median", "most_frequent"])
  func trainingRows(method: String) throws {
    let values = [5, nil, 1, 1, 9, 7, nil, 7, 2, 30, 30, 8.5]
    let rows = values.enumerated().map { "\($1.map { "\($0)" } ?? ""),\($0)\n" }
    let text = "x,y\n" + rows.joined()
    for seed in 0..<6 as Range<UInt64> {
      let data = try csv.load(
        text, "target: y, missing: \(method), test_fraction: 0.4", seed: seed)
      let trained = data.train.targetRows.map { Int($0[0]) }
      let known = trained.compactMap { values[$0] }.sorted()
      let expected: Double
      switch method {
      case "mean": expected = known.reduce(0, +) / Double(known.count)
      case "median":
        expected = (known[(known.count - 1) / 2] + known[known.count / 2]) / 2
      default:
        let counts = known.map { value in known.count { $0 == value } }
        expected = known[counts.firstIndex(of: counts.max() ?? 0) ?? 0]
      }
      let fill = try #require(data.preprocessing.fills.first, "seed \(seed)")
      guard case .number(let number) = fill.value else {
        Issue.record("a number is filled in, seed \(seed)")
        return
      }
      #expect(abs(number - expected) <= expected.ulp, "seed \(seed)")
      for part in [data.train, try #require(data.test, "seed \(seed)")] {
        for (input, target) in zip(part.inputRows, part.targetRows) {
          #expect(input == [values[Int(target[0])] ?? number], "seed \(seed), row \(target)")
        }
      }
    }
  }

  @Test("Rows after a limit do not count")
  func limit() throws {
    let data = try csv.load("x,y\n1,1\n,2\n3,3\n100,4\n", "target: y, missing: mean, limit: 3")
    #expect(data.train.inputRows == [[1], [2], [3]])
  }

  @Test("Scales include what was filled in")
  func scales() throws {
    let data = try csv.load(
      "x,y\n0,1\n,2\n8,3\n", "target: y, missing: median, normalize: minmax")
    #expect(data.train.inputRows == [[0], [0.5], [1]])
  }

  @Test("A test file is filled in as the training set is")
  func testFile() throws {
    try csv.folder.write(
      "y,isNew,colour,size\n6,,,\n7,False,red,1\n", to: "test.csv")
    let data = try csv.load(
      Self.table,
      "target: y, encode: onehot, missing: {mean: size, most_frequent: [isNew, colour]}, "
        + "test_path: test.csv")
    #expect(data.test?.inputRows == [[3.75, 1, 0, 1], [1, 0, 1, 0]])
  }

  @Test("Rows of a test file are dropped too")
  func droppedTestRows() throws {
    try csv.folder.write("x,y\n1,2\n,3\n4,\n", to: "test.csv")
    let data = try csv.load("x,y\n1,2\n,5\n", "target: y, missing: drop_row, test_path: test.csv")
    #expect(data.test?.inputRows == [[1]])
    #expect(data.test?.targetRows == [[2]])
    #expect(
      data.summary == "1 training + 1 test row of \(csv.folder.file("data.csv")), 3 "
        + "with missing values left out")
  }

  @Test(
    "A method that does not fit is refused with advice that helps",
    arguments: [
      (
        "x,y\n1,2\n,3\n", "target: y, missing: category",
        "data.csv:3: column 1 ('x') is empty, and 'category' cannot be used for numbers; set "
          + "'missing: median' to fill in missing values, or 'missing: drop_row' to leave out "
          + "rows that have any"
      ),
      (
        "x,y\na,2\n,3\nb,1\na,1\n", "target: y, encode: onehot, missing: mean",
        "data.csv:3: column 1 ('x') is empty, and 'mean' cannot be used for words; set 'missing: "
          + "category' to fill in missing values, or 'missing: drop_row' to leave out rows that "
          + "have any"
      ),
      (
        "w,x,y\n,a,2\n1,,3\n2,b,1\n3,a,1\n", "target: y, encode: onehot, missing: mean",
        "data.csv:3: column 2 ('x') is empty, and 'mean' cannot be used for words; set "
          + "'missing: {mean: [w], category: [x]}' to fill in missing values, or 'missing: "
          + "drop_row' to leave out rows that have any"
      ),
      (
        "w,x,y\n,1,2\n1,,3\n2,3,1\n", "target: y, missing: {mean: w}",
        "data.csv:3: column 2 ('x') is empty; set 'missing: {mean: [w], median: [x]}' to fill in "
          + "missing values, or 'missing: drop_row' to leave out rows that have any"
      ),
      (
        "x,y\n1,\n,3\n5,6\n", "target: y, missing: {mean: x}",
        "data.csv:2: column 2 ('y') is empty; set 'missing: {drop_row: [y], mean: [x]}' to leave out "
          + "rows with missing values"
      ),
      (
        "x,y\n1,\n,3\n", "target: y, missing: drop_row",
        "data.csv: no row is left: each has a missing value, and 'missing' is drop_row"
      ),
      (
        "x,z,y\n,1,2\n,2,3\n1,3,4\n", "target: y, missing: mean, limit: 2",
        "data.csv: column 1 ('x') has no value in any training row; to leave it out, set 'exclude: [x]'"
      ),
      (
        "x,z,y\n,1,2\n,2,3\n1,3,4\n", "target: y, missing: {mean: [x, z]}, limit: 2",
        "data.csv: column 1 ('x') has no value in any training row; to leave it out, set 'exclude: [x]' "
          + "and 'missing: {mean: [z]}'"
      ),
      (
        "x,z,y\n1e308,1,2\n1e308,2,3\n,3,4\n", "target: y, missing: mean, features: [x, z]",
        "data.csv: column 1 ('x') has values that are too large for mean; to leave it out, set "
          + "'features: [z]'"
      ),
    ])
  func unfit(text: String, settings: String, message: String) throws {
    #expect(try csv.failure(text, settings) == Failure(message, .badData))
    // Either there is advice, and following it loads the file, or there is none.
    let outcome = try CSVSettings(settings).follow(in: csv.folder)
    #expect((outcome.data != nil) == !outcome.followed.isEmpty, "\(outcome.messages)")
  }

  @Test("Five lines are named, and the others counted")
  func lines() throws {
    let text = "x,y\n1,1\n" + (0..<7).map { ",\($0)\n" }.joined()
    #expect(
      try csv.failure(text, "target: y")?.text
        == "data.csv: column 1 ('x') has no value in 7 of 8 rows (lines 3, 4, 5, 6, 7 and 2 more); set "
        + "'missing: median' to fill in missing values, or 'missing: drop_row' to leave out rows "
        + "that have any"
    )
  }

  /// A category of missing values is there only if training has some, so another method is needed.
  @Test("A gap in a test file needs another method where training has no gap")
  func testCategories() throws {
    try csv.folder.write("x,y\n,1\n", to: "test.csv")
    let settings = "target: y, encode: onehot, missing: category, test_path: test.csv"
    #expect(
      try csv.failure("x,y\na,1\nb,2\n", settings)
        == Failure(
          "test.csv:2: column 1 ('x') is empty, which is not a category, because the training set "
            + "has no missing values there; set 'missing: most_frequent' to fill in missing "
            + "values, or 'missing: drop_row' to leave out rows that have any", .badData))
    let outcome = try CSVSettings(settings).follow(in: csv.folder)
    #expect(outcome.data?.test?.inputRows == [[1, 0]])
  }

  @Test(
    "Settings that do not fit the file are mistakes",
    arguments: [
      (
        "missing: {mean: y}", "{mean: y}",
        "'y' is a target, and missing targets cannot be filled in; 'drop_row' leaves out their rows"
      ),
      ("missing: {mean: z}", "{mean: z}", "data.csv has no column 'z'; it has 'x', 'w', 'y'"),
      (
        "missing: {mean: w}, exclude: w", "{mean: w}",
        "'missing' names the column 'w', which is not used"
      ),
      (
        "missing: {mean: x, median: x}", "x", "'missing' of csv names the column 'x' twice"
      ),
      (
        "missing: {mean: x, median: -3}", "{mean: x, median: -3}",
        "'missing' names the column 'x' twice"
      ),
      (
        "missing: average", "average",
        "'missing' of csv must be one of error, drop_row, mean, median, most_frequent, category, or a "
          + "mapping from them to lists of columns, not 'average'"
      ),
      (
        "missing: {means: x}", "means",
        "unknown key 'means' of 'missing' of csv; did you mean 'mean'?"
      ),
      (
        "missing: {mean: {x: y}}", "{x: y}",
        "'mean' of 'missing' of csv must be a word, not a mapping"
      ),
    ])
  func mistakes(settings: String, place: String, message: String) throws {
    try csv.folder.write("x,w,y\n1,2,3\n", to: "data.csv")
    #expect(
      try mistake(in: "{loader: csv, path: data.csv, target: y, \(settings)}", csv.folder)
        == Mistake(message, at: place))
  }
}
