import NNFiles
import TestSupport
import Testing

@Suite("CSV: rows as they are in the stream")
struct CSVRowTextTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func rows(_ text: String, _ delimiter: CSVDelimiter = .comma) throws -> [String] {
    let path = try folder.write(text, to: "rows.csv")
    var reader = CSVReader(try ByteSource(path: path), delimiter: delimiter)
    var rows: [String] = []
    while try reader.nextRow() {
      rows.append(reader.row + (reader.lineEnd.map { $0 == .lf ? "<LF>" : "<CRLF>" } ?? "<end>"))
    }
    return rows
  }

  @Test("Quotes, spaces and line breaks in values are kept")
  func kept() throws {
    #expect(
      try rows("a, \u{301}b ,\"c\"\n\"\",\"d\"\"\u{301}\r\n\",\"e\"\r\n1,,3\n\n")
        == ["a, \u{301}b ,\"c\"<LF>", "\"\",\"d\"\"\u{301}\r\n\",\"e\"<CRLF>", "1,,3<LF>"])
    #expect(try rows(" 1\t 2  \n3 4 ", .whitespace) == [" 1\t 2  <LF>", "3 4 <end>"])
  }

  @Test("The last line may lack its end", arguments: ["1", "1,2", "\"1\n\"", "1,"])
  func lastLine(row: String) throws {
    #expect(try rows(row) == ["\(row)<end>"])
    #expect(try rows("\(row)\r\n\(row)") == ["\(row)<CRLF>", "\(row)<end>"])
  }

  @Test("The first row has the byte-order mark, the others do not")
  func byteOrderMark() throws {
    let found = try rows("\u{FEFF}a,b\n1,2\n")
    #expect(found.map { Array($0.utf8) } == ["\u{FEFF}a,b<LF>", "1,2<LF>"].map { Array($0.utf8) })
  }

  /// A quote and an accent are one character.
  @Test("Doubled quotes are single in values, whatever follows them")
  func doubledQuotes() throws {
    let path = try folder.write("\"a\"\"\u{301}b\",\"\"\"\"\"\"\n", to: "rows.csv")
    var reader = CSVReader(try ByteSource(path: path))
    #expect(try reader.nextRow())
    let texts = reader.texts.map { Array($0.utf8) }
    #expect(texts == ["a\"\u{301}b", "\"\""].map { Array($0.utf8) })
  }
}
