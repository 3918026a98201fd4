import NNFiles
import TestSupport
import Testing

@testable import NNData

@Suite("csv: whitespace as the delimiter")
struct CSVWhitespaceTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func load(_ text: String, _ settings: String) throws -> Dataset {
    try folder.write(text, to: "data.csv")
    return try NNDataTests.load(
      CSVSettings("delimiter: whitespace, \(settings)").yaml, in: folder)
  }

  @Test(
    "Any number of spaces and tabs separates; around a row they mean nothing",
    arguments: [
      "x y\n1 2\n3 4\n", "  x   y  \n1\t2\n\t3 \t 4\t\n", "x y\r\n1 2 \r\n3 4\r\n",
      "x y\n1 2\n3 4", "x y\n1 2\n3 4   ", "x y\n1 2\n3 4\n   \n\t\n", "\u{FEFF} x y\n1 2\n3 4\n",
      "\"x\" \"y\"\n\"1\"   2\n3 \"4\"\n",
    ])
  func rows(text: String) throws {
    let data = try load(text, "target: y")
    #expect(data.preprocessing.features == ["x"])
    #expect(data.train.inputRows == [[1], [3]])
    #expect(data.train.targetRows == [[2], [4]])
    #expect(data.preprocessing.delimiter == .whitespace)
  }

  @Test("Quotes keep spaces and gaps")
  func quotes() throws {
    let data = try load(
      "1 \"a b\" 2\n3 \"\" 4\n5 \"c \"\"d\"\" \" 6\n",
      "target: last, header: none, encode: {onehot: 1}, missing: category")
    #expect(data.preprocessing.categories.first?.names == ["", "a b", "c \"d\" "])
    #expect(data.train.inputRows == [[1, 0, 1, 0], [3, 1, 0, 0], [5, 0, 0, 1]])
  }

  @Test(
    "Other files are refused",
    arguments: [
      ("x y\n1 2\n3\n", "data.csv:3: has 1 value, but the first row has 2"),
      ("x y\n1 2\n  \n3 4\n", "data.csv:3: is empty; remove the line"),
      (
        "x y\n1 2\"\n",
        "data.csv:2: has a quote inside a value; put the value in quotes and double the quote"
      ),
      (
        "x y\n1 \"2\"3\n",
        "data.csv:2: has text after a closing quote; double any quote inside a value"
      ),
      ("  \n", "data.csv: is empty"),
    ])
  func refused(text: String, message: String) throws {
    try folder.write(text, to: "data.csv")
    #expect(
      try loadFailure(CSVSettings("target: y, delimiter: whitespace").yaml, in: folder)
        == Failure(message, .badData))
  }

  @Test("Rows may cross the reader's buffers")
  func longFile() throws {
    let rows = (0..<30_000).map { "\($0)   \t \($0 * 2)" }
    let data = try load("x y\n" + rows.joined(separator: " \n"), "target: y")
    #expect(data.train.count == 30_000)
    #expect(data.train.inputRows(at: [29_999]) == [[29_999]])
    #expect(data.train.targetRows[12_345] == [24_690])
  }
}
