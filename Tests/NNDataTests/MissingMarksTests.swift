import NNFiles
import TestSupport
import Testing

@testable import NNData

@Suite("csv: marks of missing values")
struct MissingMarksTests {
  private let csv: CSVFolder

  init() throws { csv = try CSVFolder() }

  @Test(
    "Texts are the same whatever spaces are around them", arguments: ["?", " ?", "? ", "\" ? \""])
  func texts(cell: String) throws {
    let data = try csv.load(
      "x,y\n1,1\n\(cell),2\n5,3\n", "target: y, missing: mean, missing_values: \"?\"")
    #expect(data.train.inputRows == [[1], [3], [5]])
    #expect(data.preprocessing.missingMarks.texts == ["?"])
  }

  @Test("Empty cells are always missing", arguments: ["", " ", "\"\"", "\"  \"", "\t"])
  func empty(cell: String) throws {
    let data = try csv.load("x,y\n1,1\n\(cell),2\n5,3\n", "target: y, missing: mean")
    #expect(data.train.inputRows == [[1], [3], [5]])
  }

  @Test(
    "Numbers are the same however they are written",
    arguments: ["-999", "-999.0", " -999", "-9.99e2", "\"-999\""])
  func numbers(cell: String) throws {
    let data = try csv.load(
      "x,y\n1,1\n\(cell),2\n-99,3\n", "target: y, missing: mean, missing_values: [-999]")
    #expect(data.train.inputRows == [[1], [-49], [-99]])
  }

  @Test("Minus zero is zero")
  func minusZero() throws {
    let data = try csv.load(
      "x,y\n-0,1\n0.0,2\n3,3\n", "target: y, missing: mean, missing_values: [0]")
    #expect(data.train.inputRows == [[3], [3], [3]])
  }

  @Test(
    "With decimal commas, numbers are those of the file or have a point",
    arguments: ["[\"-9,99\"]", "[\"-9,990\"]", "[-9.99]"])
  func decimalCommas(marks: String) throws {
    let settings =
      "target: y, delimiter: \";\", decimal: \",\", missing_values: \(marks), missing: "
    let data = try csv.load("x;y\n1,5;1\n-9,99;2\n2,5;3\n", settings + "mean")
    #expect(data.train.inputRows == [[1.5], [2], [2.5]])
    let words = try csv.load("x;y\na;1\n-9,99;2\nb;3\n", settings + "drop_row, encode: {onehot: x}")
    #expect(words.preprocessing.categories == [FeatureCategories(feature: "x", names: ["a", "b"])])
  }

  @Test("They are neither categories nor classes")
  func words() throws {
    let data = try csv.load(
      "x,y\na,1\nNA,2\nb,NA\nn/a,3\n",
      "target: y, task: classification, encode: onehot, missing_values: [NA, n/a], "
        + "missing: {category: x, drop_row: y}")
    #expect(
      data.preprocessing.categories == [FeatureCategories(feature: "x", names: ["", "a", "b"])])
    #expect(data.preprocessing.classes == ["1", "2", "3"])
    #expect(data.train.inputRows == [[0, 1, 0], [1, 0, 0], [1, 0, 0]])
  }

  @Test("Numbers that are categories can be missing")
  func numericCategories() throws {
    let data = try csv.load(
      "x,y\n10,1\n-1,2\n-1.0,3\n20,4\n",
      "target: y, encode: {onehot: x}, missing_values: [-1], missing: category")
    #expect(data.train.inputRows == [[0, 1, 0], [1, 0, 0], [1, 0, 0], [0, 0, 1]])
  }

  @Test("Targets can be missing too")
  func targets() throws {
    try csv.folder.write("x,y\n1,-999\n2,3\n4,-999\n", to: "data.csv")
    #expect(
      try loadFailure(CSVSettings("target: y, missing_values: [-999]").yaml, in: csv.folder)
        == Failure(
          "data.csv: column 2 ('y') has no value in 2 of 3 rows (lines 2, 4; '-999'); set "
            + "'missing: drop_row' to leave out rows with missing values", .badData))
    #expect(
      try CSVSettings("target: y, missing_values: [-999]").follow(in: csv.folder).data?.train
        .targetRows
        == [[3]])
  }

  @Test("Usual marks are recognised")
  func likely() {
    for text in [
      "NA", "na", "N/A", "nan", "NaN", "null", "NULL", "?", " ? ", "-", ".", "\\N", "<NA>",
    ] {
      #expect(MissingMarks.isLikely(text), "\(text)")
    }
    for text in ["", "no", "nano", "0", "-1", "a", "..", "none?"] {
      #expect(!MissingMarks.isLikely(text), "\(text)")
    }
  }

  @Test("Their order means nothing")
  func order() {
    #expect(MissingMarks(["b", "a", "b"]) == MissingMarks(["a", "b"]))
    #expect(MissingMarks(["b", "a"]).texts == ["a", "b"])
  }
}
