import NNFiles
import TestSupport
import Testing

@testable import NNData

@Suite("csv: errors")
struct CSVLoaderErrorTests {
  private let csv: CSVFolder

  init() throws { csv = try CSVFolder() }

  @Test(
    "Content that cannot be used is refused with its place and what to do",
    arguments: [
      ("", "data.csv: is empty"),
      ("\n", "data.csv: is empty"),
      ("x,y\n", "data.csv: has no rows below the names of the columns"),
      ("x,y", "data.csv: has no rows below the names of the columns"),
      (
        "x,y,x\n1,2,3\n",
        "data.csv: columns 1 and 3 are both called 'x'; rename one, or set 'skip_rows: 1' and "
          + "'header: none', which numbers columns from 0; if the first row has data, not names, "
          + "'header: none' is enough"
      ),
      (
        "x,y\n,2\n",
        "data.csv: column 1 ('x') has no value in any row; set 'exclude: [x]' to leave out what says "
          + "nothing about the target"
      ),
      (
        "x,y\n\" \",2\n1,3\n",
        "data.csv:2: column 1 ('x') is empty; set 'missing: median' to fill in missing values, or "
          + "'missing: drop_row' to leave out rows that have any"
      ),
      (
        "x,y\n1,2\n3,\n",
        "data.csv:3: column 2 ('y') is empty; set 'missing: drop_row' to leave out rows with "
          + "missing values"
      ),
      (
        "x,y\n1,\n",
        "data.csv: column 2 ('y') has no value in any row, but is the target; name another one"
      ),
      (
        "x,y\n1,a\n1,\n",
        "data.csv:3: column 2 ('y') is empty; set 'missing: drop_row' to leave out rows with "
          + "missing values"
      ),
      (
        "x,y\n1,2\na,3\n",
        "data.csv:3: column 1 ('x') must be a number, not 'a'; correct the value; set "
          + "'encode: {onehot: [x]}' to one-hot encode the words; if 'a' means a missing value, "
          + "set 'missing_values: [a]' and 'missing: median'"
      ),
      (
        "x,y\na,3\n",
        "data.csv: column 1 ('x') has words: 'a' (line 2); set 'encode: {onehot: [x]}' to one-hot "
          + "encode the words"
      ),
      (
        "x,y\n1e999,3\n1,2\n",
        "data.csv:2: column 1 ('x') must be a number, not '1e999'; correct the value; set "
          + "'encode: {onehot: [x]}' to one-hot encode the words"
      ),
      (
        "x,y\nnan,3\n1,2\n",
        "data.csv:2: column 1 ('x') must be a number, not 'nan'; set 'missing_values: [nan]' and "
          + "'missing: median' to fill in missing values, or 'missing: drop_row' to leave out "
          + "rows that have any"
      ),
      (
        "x,y\n\"1\n2\",3\n4,5\n",
        "data.csv:2: column 1 ('x') must be a number, not '1 2'; correct the value; set "
          + "'encode: {onehot: [x]}' to one-hot encode the words"
      ),
      (
        "x,y\n1,2\n3,b\n",
        "data.csv:3: column 2 ('y') must be a number, not 'b'; correct the value; set "
          + "'task: classification' if the target is a class"
      ),
      ("x,y\n1\n", "data.csv:2: has 1 value, but the first row has 2"),
    ])
  func content(text: String, message: String) throws {
    #expect(try csv.failure(text) == Failure(message, .badData))
  }

  @Test("Long values are cut")
  func longValues() throws {
    let long = String(repeating: "é", count: 41)
    #expect(
      try csv.failure("x,y\n\(long),1\n")
        == Failure(
          "data.csv: column 1 ('x') has words: '\(long.dropLast())...' (line 2); set "
            + "'encode: {onehot: [x]}' to one-hot encode the words", .badData))
  }

  @Test("A regression needs numbers, and classes are not suggested")
  func regression() throws {
    #expect(
      try csv.failure("x,y\n1,a\n", "target: y, task: regression")
        == Failure(
          "data.csv:2: column 2 ('y') must be a number, not 'a'; correct the value", .badData))
  }

  @Test("Several targets are numbers")
  func severalTargets() throws {
    #expect(
      try csv.failure("x,y,z\n1,2,a\n", "target: [y, z]")
        == Failure(
          "data.csv:2: column 3 ('z') must be a number, not 'a'; correct the value", .badData))
  }

  @Test("A missing file is named")
  func missingFile() throws {
    #expect(
      try loadFailure("{loader: csv, path: no.csv, target: y}", in: csv.folder)
        == Failure("no.csv: does not exist", .noInput))
  }

  @Test(
    "Settings that do not fit the file are mistakes",
    arguments: [
      ("target: width", "width", "data.csv has no column 'width'; it has 'x', 'longer', 'y'"),
      ("target: Y", "Y", "data.csv has no column 'Y'; did you mean 'y'?"),
      (
        "target: y, features: [x, lnoger]", "[x, lnoger]",
        "data.csv has no column 'lnoger'; did you mean 'longer'?"
      ),
      ("target: []", "[]", "'target' names no column"),
      ("target: y, features: []", "[]", "no column of data.csv is left as an input"),
      ("target: [x, longer, y]", "csv", "no column of data.csv is left as an input"),
      ("target: [y, y]", "[y, y]", "the column 'y' is named twice"),
      ("target: y, features: [x, x]", "[x, x]", "the column 'x' is named twice"),
      ("target: y, features: [x, y]", "[x, y]", "'y' is the target and cannot be an input"),
      (
        "target: y, task: clustering", "clustering",
        "'task' of csv must be one of classification, multilabel, regression, not 'clustering'"
      ),
      (
        "target: y, normalize: min_max", "min_max",
        "'normalize' of csv must be one of none, minmax, zscore, not 'min_max'; "
          + "did you mean 'minmax'?"
      ),
      (
        "target: y, encode: one_hot", "one_hot",
        "'encode' of csv must be one of none, onehot, or a mapping from them to lists of columns, not "
          + "'one_hot'; did you mean 'onehot'?"
      ),
      (
        "task: regression", "csv",
        "'target' of csv is missing: the column to predict, or several; last, -2, -3, ... count from the "
          + "end"
      ),
    ])
  func mistakes(settings: String, place: String, message: String) throws {
    try csv.folder.write("x,longer,y\n1,2,3\n", to: "data.csv")
    #expect(
      try mistake(in: "{loader: csv, path: data.csv, \(settings)}", csv.folder)
        == Mistake(message, at: place))
  }
}
