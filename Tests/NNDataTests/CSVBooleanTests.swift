import NNFiles
import TestSupport
import Testing

@testable import NNData

@Suite("csv: true and false")
struct CSVBooleanTests {
  private let csv: CSVFolder

  init() throws { csv = try CSVFolder() }

  @Test(
    "The words of a pair are 1 and 0",
    arguments: [
      ("True", "False"), ("true", "false"), ("TRUE", "FALSE"), ("yes", "no"), ("Yes", "No"),
      ("YES", "NO"), (" True", " False"),
    ], ["none", "onehot"])
  func pairs(words: (String, String), encode: String) throws {
    let data = try csv.load(
      "x,y\n\(words.0),1\n\(words.1),2\n\(words.0),3\n", "target: y, encode: \(encode)")
    #expect(data.train.inputRows == [[1], [0], [1]])
    #expect(data.preprocessing.booleans == ["x"])
    #expect(data.preprocessing.categories == [])
  }

  @Test("One word of a pair is enough", arguments: [("True", 1.0), ("no", 0)])
  func oneWord(word: String, value: Double) throws {
    #expect(try csv.load("x,y\n\(word),1\n\(word),2\n").train.inputRows == [[value], [value]])
  }

  @Test("With other words beside them they are categories")
  func otherWords() throws {
    #expect(
      try csv.failure("x,y\nyes,1\nno,2\nmaybe,3\nno,4\n")
        == Failure(
          "data.csv: column 1 ('x') has words: 'yes' (line 2), 'no' (line 3, 2 times), 'maybe' (line "
            + "4); set 'encode: {onehot: [x]}' to one-hot encode the words", .badData))
    // Two pairs, or two spellings of one, are doubtful.
    for words in [["yes", "False"], ["True", "false"], ["Yes", "no"]] {
      let data = try csv.load("x,y\n\(words[0]),1\n\(words[1]),2\n", "target: y, encode: onehot")
      #expect(data.preprocessing.categories.first?.names == words.sorted(), "\(words)")
    }
  }

  @Test("They are categories if the experiment says so")
  func declared() throws {
    let data = try csv.load("x,y\nTrue,1\nFalse,2\n", "target: y, encode: {onehot: x}")
    #expect(data.train.inputRows == [[0, 1], [1, 0]])
    #expect(data.preprocessing.booleans == [])
  }

  @Test("Numbers beside them are refused")
  func numbers() throws {
    #expect(
      try csv.failure("x,y\n1,1\nTrue,2\n0,3\n")
        == Failure(
          "data.csv:3: column 1 ('x') must be a number, not 'True'; write 1 and 0, or true and false, in "
            + "all rows", .badData))
  }

  @Test("As a target they are classes")
  func classes() throws {
    let data = try csv.load("x,y\n1,True\n2,False\n3,True\n")
    #expect(data.preprocessing.classes == ["False", "True"])
    #expect(data.train.labels == [1, 0, 1])
  }

  @Test("As a target of a regression they are numbers")
  func regression() throws {
    #expect(
      try csv.load("x,y\n1,True\n2,False\n", "target: y, task: regression").train.targetRows
        == [[1], [0]])
    #expect(
      try csv.load("x,y,z\n1,True,5\n2,False,6\n", "target: [y, z]").train.targetRows
        == [[1, 5], [0, 6]])
  }

  @Test("They are scaled as numbers are")
  func scaled() throws {
    let data = try csv.load("x,y\nTrue,1\nFalse,2\n", "target: y, normalize: zscore")
    #expect(data.train.inputRows == [[1], [-1]])
  }

  @Test("A test file may have other spellings, and 1 and 0")
  func testFile() throws {
    try csv.folder.write("x,y\nyes,1\n0,2\nfalse,3\n1,4\n", to: "test.csv")
    let settings = "target: y, test_path: test.csv"
    #expect(
      try csv.load("x,y\nTrue,1\nFalse,2\n", settings).test?.inputRows == [[1], [0], [0], [1]])
    try csv.folder.write("x,y\nyes,1\n2,2\n", to: "test.csv")
    #expect(
      try csv.failure("x,y\nTrue,1\nFalse,2\n", settings)
        == Failure(
          "test.csv: column 1 ('x') has numbers other than 0 and 1; data.csv has only words for true "
            + "and false there", .badData))
    try csv.folder.write("x,y\nmaybe,1\n1,2\n", to: "test.csv")
    #expect(
      try csv.failure("x,y\nTrue,1\nFalse,2\n", settings)
        == Failure(
          "test.csv:2: column 1 ('x') must be true or false, not 'maybe'; data.csv has only such words "
            + "there", .badData))
  }
}
