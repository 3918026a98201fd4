import TestSupport
import Testing

@testable import NNFiles

@Suite("CSV: errors")
struct CSVErrorTests {
  /// Reads a file to its end; the path in the error's text becomes `data.csv`.
  private func failure(_ bytes: [UInt8]) throws -> Failure? {
    let folder = try TemporaryFolder()
    let path = try folder.write(bytes, to: "data.csv")
    return try TestSupport.failure(in: folder) {
      var reader = CSVReader(try ByteSource(path: path))
      while try reader.nextRow() {}
    }
  }

  private func failure(_ text: String) throws -> Failure? { try failure(Array(text.utf8)) }

  @Test(
    "An empty line between others is refused",
    arguments: [
      ("a,b\n\n1,2\n", 2), ("a\n1\n\n\n2\n", 3), ("\na,b\n", 1), ("a\r\n\r\n1\r\n", 2),
      ("a,\"\n\n\"\n\n1,2\n", 4), ("a\n\n\"\"\n", 2), ("\u{FEFF}\na\n", 1),
    ])
  func blankLine(text: String, line: Int) throws {
    #expect(
      try failure(text) == Failure("data.csv:\(line): is empty; remove the line", .badData))
  }

  @Test(
    "Rows of another length are refused",
    arguments: [
      ("a,b\n1\n", "data.csv:2: has 1 value, but the first row has 2"),
      ("a,b\n1,2\n1,2,3\n", "data.csv:3: has 3 values, but the first row has 2"),
      ("a,b\n1,2,", "data.csv:2: has 3 values, but the first row has 2"),
      ("a\n1,\n", "data.csv:2: has 2 values, but the first row has 1"),
      ("a,b\n \n", "data.csv:2: has 1 value, but the first row has 2"),
      ("a,b\n\"\"\n", "data.csv:2: has 1 value, but the first row has 2"),
    ])
  func ragged(text: String, message: String) throws {
    #expect(try failure(text) == Failure(message, .badData))
  }

  @Test(
    "A carriage return alone is refused",
    arguments: ["a\r1\r", "a,b\rc,d\n", "a\r", "\r", "\ra\n", "\"a\"\rb\n", "\"a\"\r", "a\r\r\n"])
  func loneReturn(text: String) throws {
    #expect(
      try failure(text)
        == Failure(
          "data.csv:1: has a carriage return without a line feed; end lines with LF or CRLF",
          .badData))
  }

  @Test(
    "A quote inside a value is refused", arguments: ["a\"b,c\n", "a\"\n", " \"a\"\n", "x,a\"\"b\n"])
  func quoteInside(text: String) throws {
    #expect(
      try failure(text)
        == Failure(
          "data.csv:1: has a quote inside a value; put the value in quotes and double the quote",
          .badData))
  }

  @Test(
    "Text after a closing quote is refused",
    arguments: ["\"a\"b,c\n", "\"a\" ,b\n", "\"\"a\n", "\"a\"\0\n"])
  func textAfterQuote(text: String) throws {
    #expect(
      try failure(text)
        == Failure(
          "data.csv:1: has text after a closing quote; double any quote inside a value", .badData))
  }

  @Test(
    "An open quote is reported where its row begins",
    arguments: ["a,b\n1,\"2\n3,4\n", "a\n\"", "a,b\n1,\"2\"\"", "a,b\n\"1\n2"])
  func openQuote(text: String) throws {
    #expect(
      try failure(text)
        == Failure(
          "data.csv:2: has a quote that is never closed; close it or double it", .badData))
  }

  @Test("A NUL byte is refused", arguments: ["a\n1\0\n", "a\n\0", "a\n\"\0\"\n"])
  func nul(text: String) throws {
    #expect(
      try failure(text) == Failure("data.csv:2: has a NUL byte; this is not a text file", .badData))
  }

  @Test(
    "Bytes that are not UTF-8 are refused",
    arguments: [
      [0xFF], [0xC3], [0x80], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0x22, 0xE9, 0x22],
      // A letter of two bytes with a comma between them.
      [0xC3, 0x2C, 0xA9],
    ])
  func encoding(bytes: [UInt8]) throws {
    let rest = bytes.contains(0x2C) ? "" : ",b"
    #expect(
      try failure(Array("a,b\n".utf8) + bytes + Array("\(rest)\n".utf8))
        == Failure("data.csv:2: is not UTF-8 text; save the file as UTF-8", .badData))
  }

  /// Some bytes of a compressed file can become many fields, which take more than their bytes.
  @Test("A row of more than a million values is refused", arguments: ["", "\"\"", "1"])
  func tooManyFields(field: String) throws {
    let most = [String](repeating: field, count: 1_000_000).joined(separator: ",") + "\n"
    #expect(try failure(most + most) == nil)
    #expect(
      try failure("a\n" + field + "," + most)
        == Failure(
          "data.csv:2: has more than 1000000 values; save rows as wide as this in a .npy file",
          .badData))
  }

  @Test("A row of more than 64 MB is refused")
  func tooLong() throws {
    let line = [UInt8](repeating: 0x61, count: 64_000_000)
    #expect(
      try failure(Array("a\n".utf8) + line)
        == Failure(
          "data.csv:2: is longer than 64.0 MB; is a quote missing?", .badData))
  }

  @Test("UTF-16 is refused, with and without a byte-order mark, compressed or not")
  func utf16() throws {
    let bytes = "a,b\n".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    for content in [bytes, [0xFF, 0xFE] + bytes, gzipped([0xFF, 0xFE] + bytes)] {
      #expect(
        try failure(content) == Failure("data.csv: is UTF-16 text; save it as UTF-8", .badData))
    }
  }

  @Test("Errors can be compared")
  func comparable() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a,b\n1\n", to: "data.csv")
    #expect(throws: CSVError(name: path, line: 2, problem: .ragged(found: 1, expected: 2))) {
      var reader = CSVReader(try ByteSource(path: path))
      while try reader.nextRow() {}
    }
  }
}
