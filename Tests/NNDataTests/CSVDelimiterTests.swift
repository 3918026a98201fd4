import NNFiles
import TestSupport
import Testing

@testable import NNData

@Suite("csv: delimiters")
struct CSVDelimiterTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func settings(_ more: String) -> String {
    "{loader: csv, path: data.csv, target: y, \(more)}"
  }

  @Test(
    "Any single ASCII character can be the delimiter",
    arguments: [(";", ";"), ("|", "|"), ("\t", "\\t"), (":", ":"), ("!", "!"), ("~", "~")])
  func delimiter(character: String, yaml: String) throws {
    let text = "x,y,z\n1,2,\"3,4\"\n5,6,7\n"
    try folder.write(text.replacing(",", with: character), to: "data.csv")
    let data = try load(settings("features: x, delimiter: \"\(yaml)\""), in: folder)
    #expect(data.train.inputRows == [[1], [5]])
    #expect(data.train.targetRows == [[2], [6]])
    #expect(data.preprocessing.delimiter.text == character)
  }

  @Test("With another delimiter, commas are part of words")
  func commas() throws {
    try folder.write("a,b;y\n1;x,y\n2;z\n", to: "data.csv")
    let data = try load(settings("delimiter: \";\""), in: folder)
    #expect(data.preprocessing.features == ["a,b"])
    #expect(data.preprocessing.classes == ["x,y", "z"])
  }

  @Test(
    "Everything else is refused",
    arguments: ["ab", "é", "\\n", "\\r", " ", ".", "+", "-", "'", "5", "x", "Z", "\\0", "\\\""])
  func refused(text: String) throws {
    let shown = ["\\n": " ", "\\r": " ", "\\0": " ", "\\\"": "\""][text] ?? text
    try folder.write("x,y\n1,2\n", to: "data.csv")
    #expect(
      try mistake(in: settings("delimiter: \"\(text)\""), folder)
        == Mistake(
          "'delimiter' of csv must be 'whitespace' or a single ASCII character, such as \";\" or "
            + "\\t (a tab), other than letters, digits, signs, the point, quotes and the "
            + "space; it is '\(shown)'",
          at: "\"\(text)\""))
  }

  @Test(
    "A header that is a single name suggests another delimiter",
    arguments: [
      ("x;y\n1;2\n", ",", "x;y", "\";\""), ("x\ty\n1\t2\n", ",", "x y", "\"\\t\""),
      ("x|y\n1|2\n", ";", "x|y", "\"|\""), ("x,y\n1,2\n", "|", "x,y", "\",\""),
    ])
  func wrongDelimiter(text: String, set: String, name: String, remedy: String) throws {
    try folder.write(text, to: "data.csv")
    #expect(
      try mistake(in: settings("delimiter: \"\(set)\""), folder)
        == Mistake(
          "data.csv has no column 'y', only '\(name)'; set 'delimiter: \(remedy)'", at: "y"))
  }

  @Test("A test file with another delimiter is refused")
  func testFile() throws {
    try folder.write("x;y\n1;2\n", to: "data.csv")
    try folder.write("x,y\n1,2\n", to: "test.csv")
    #expect(
      try loadFailure(settings("delimiter: \";\", test_path: test.csv"), in: folder)
        == Failure(
          "test.csv: has no column 'x', which data.csv has; write \";\" instead of \",\"", .badData
        ))
  }

  @Test(
    "Decimal commas suggest 'decimal'",
    arguments: [
      ("x;y\n3,14;1\n", ": column 1 ('x') has numbers in another format: '3,14' (line 2)", ""),
      (
        "x;y\n1;-3,14e2\n",
        ": column 2 ('y') has numbers in another format: '-3,14e2' (line 2)",
        "; set 'task: classification' if the target is a class"
      ),
      ("x;y\n1;1\n1;,5\n", ":3: column 2 ('y') must be a number, not ',5'", ""),
    ])
  func decimalComma(text: String, message: String, more: String) throws {
    try folder.write(text, to: "data.csv")
    #expect(
      try loadFailure(settings("delimiter: \";\""), in: folder)
        == Failure("data.csv\(message); set 'decimal: \",\"'\(more)", .badData))
  }

  @Test("Other commas do not suggest 'decimal'")
  func otherCommas() throws {
    try folder.write("x;y\n1,2,3;1\n", to: "data.csv")
    #expect(
      try loadFailure(settings("delimiter: \";\""), in: folder)
        == Failure(
          "data.csv: column 1 ('x') has numbers in another format: '1,2,3' (line 2); write plain "
            + "numbers, such as 1234.5, without symbols, units and thousands separators", .badData)
    )
    try folder.write("x,y\n\"1,2\",1\n", to: "data.csv")
    #expect(
      try loadFailure(settings("task: regression"), in: folder)
        == Failure(
          "data.csv: column 1 ('x') has numbers in another format: '1,2' (line 2); write decimal "
            + "points instead of commas", .badData))
  }

  @Test("Numbers with decimal commas are classes if the experiment says so")
  func classes() throws {
    try folder.write("x;y\n1;3,14\n2;0,5\n", to: "data.csv")
    let data = try load(settings("delimiter: \";\", task: classification"), in: folder)
    #expect(data.preprocessing.classes == ["0,5", "3,14"])
  }
}
