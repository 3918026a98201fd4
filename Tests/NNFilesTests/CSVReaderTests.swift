import NNFiles
import TestSupport
import Testing

/// A row with the line on which it begins.
private struct Row: Equatable {
  let line: Int
  let texts: [String]

  init(_ line: Int, _ texts: [String]) {
    self.line = line
    self.texts = texts
  }
}

@Suite("CSV: rows and values")
struct CSVReaderTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func rows(_ text: String) throws -> [Row] { try rows(Array(text.utf8)) }

  private func rows(_ bytes: [UInt8]) throws -> [Row] {
    var reader = CSVReader(try ByteSource(path: folder.write(bytes, to: "rows.csv")))
    var rows: [Row] = []
    while try reader.nextRow() {
      rows.append(Row(reader.line, reader.texts))
      let fields = reader.texts.indices.map { reader.text($0) }
      #expect(rows.last?.texts == fields, "line \(reader.line)")
    }
    let goesOn = try reader.nextRow()
    #expect(!goesOn, "the end stays the end")
    return rows
  }

  @Test(
    "Lines end with LF, CRLF or the file",
    arguments: ["a,b\n1,2\n", "a,b\r\n1,2\r\n", "a,b\n1,2", "a,b\r\n1,2", "a,b\r\n1,2\n"])
  func lineEndings(text: String) throws {
    #expect(try rows(text) == [Row(1, ["a", "b"]), Row(2, ["1", "2"])])
  }

  @Test("Quotes keep commas, quotes and spaces")
  func quotes() throws {
    #expect(
      try rows(#""a,b","say ""hi""", c ,"#) == [Row(1, ["a,b", #"say "hi""#, " c ", ""])])
    #expect(try rows(#""""""#) == [Row(1, [#"""#])])
  }

  @Test("Quoted line breaks belong to the value and count as lines")
  func quotedLineBreaks() throws {
    #expect(
      try rows("a,\"b\nc\"\r\n\"d\r\ne\rf\",g\nh,i\n")
        == [Row(1, ["a", "b\nc"]), Row(3, ["d\r\ne\rf", "g"]), Row(5, ["h", "i"])])
  }

  @Test(
    "A byte-order mark is skipped, before a quote too",
    arguments: ["\u{FEFF}a,b\n1,2\n", "\u{FEFF}\"a\",b\n1,2\n"])
  func byteOrderMark(text: String) throws {
    #expect(try rows(text) == [Row(1, ["a", "b"]), Row(2, ["1", "2"])])
  }

  @Test("Only the first byte-order mark is skipped")
  func secondMark() throws {
    #expect(try rows("\u{FEFF}\u{FEFF}a\n") == [Row(1, ["\u{FEFF}a"])])
  }

  @Test(
    "Files of empty lines have no rows",
    arguments: ["", "\n", "\r\n", "\n\n\r\n", "\u{FEFF}", "\u{FEFF}\n"])
  func noRows(text: String) throws {
    #expect(try rows(text).isEmpty)
  }

  @Test(
    "Empty lines at the end are skipped",
    arguments: ["a\n1\n\n", "a\n1\n\n\n\r\n\n", "a\r\n1\r\n\r\n"])
  func trailingLines(text: String) throws {
    #expect(try rows(text) == [Row(1, ["a"]), Row(2, ["1"])])
  }

  @Test(
    "In a single column, a pair of quotes is an empty value, not an empty line",
    arguments: ["a\n1\n\"\"\n", "a\n1\n\"\"", "a\n1\n\"\"\r\n\r\n"])
  func singleColumn(text: String) throws {
    #expect(try rows(text) == [Row(1, ["a"]), Row(2, ["1"]), Row(3, [""])])
  }

  @Test(
    "Empty values are values, at the end of the file too",
    arguments: ["a,b,c\n,,\n", "a,b,c\n,,", "a,b,c\r\n,,\r\n", "a,b,c\n\"\",\"\",\"\""])
  func emptyValues(text: String) throws {
    #expect(try rows(text) == [Row(1, ["a", "b", "c"]), Row(2, ["", "", ""])])
  }

  @Test("Files of one or two bytes are read")
  func tinyFiles() throws {
    #expect(try rows("a") == [Row(1, ["a"])])
    #expect(try rows("ab") == [Row(1, ["ab"])])
    #expect(try rows(",") == [Row(1, ["", ""])])
    #expect(try rows("\"\"") == [Row(1, [""])])
  }

  @Test("Text may be any UTF-8")
  func unicode() throws {
    #expect(try rows("größe,名前\n🦊,é\n") == [Row(1, ["größe", "名前"]), Row(2, ["🦊", "é"])])
  }

  /// What the reader holds is 64 KiB: quotes, line ends and letters of several bytes have to
  /// survive at every place around its end.
  @Test("Values may cross the end of the buffer", arguments: (65_530...65_540).map { $0 })
  func bufferEnd(padding: Int) throws {
    let long = String(repeating: "x", count: padding)
    #expect(
      try rows("\(long),\"é\"\"ü\"\r\n1,\"\r\n\"\r\n2,3")
        == [Row(1, [long, "é\"ü"]), Row(2, ["1", "\r\n"]), Row(4, ["2", "3"])])
  }

  @Test("A row may be longer than the buffer")
  func longRow() throws {
    let values = (0..<40_000).map(String.init)
    let joined = values.joined(separator: ",")
    #expect(joined.utf8.count > 3 * 65_536)
    #expect(try rows("\(joined)\n\(joined)\n") == [Row(1, values), Row(2, values)])
  }

  @Test("A compressed file is read")
  func compressed() throws {
    #expect(
      try rows(gzipped(Array("a,b\n1,2\n".utf8)))
        == [Row(1, ["a", "b"]), Row(2, ["1", "2"])])
  }
}
