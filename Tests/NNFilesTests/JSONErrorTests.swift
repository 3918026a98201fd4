import NNFiles
import TestSupport
import Testing

@Suite("JSON: errors")
struct JSONErrorTests {
  private func failure(_ bytes: [UInt8]) throws -> Failure? {
    try TestSupport.failure { try JSONValue(parsing: bytes) }
  }

  private func failure(_ text: String) throws -> Failure? { try failure(Array(text.utf8)) }

  @Test(
    "A mistake in the structure is reported at its byte",
    arguments: [
      ("", 0), (" ", 1), ("nul", 0), ("nulll", 4), ("True", 0), ("NaN", 0), ("Infinity", 0),
      ("'a'", 0), ("1 2", 2), ("{} []", 3), ("[", 1), ("]", 0), ("[1", 2), ("[1 2]", 3),
      ("[1,]", 3), ("[,1]", 1), ("[1,,2]", 3), ("{", 1), ("{\"a\"}", 4), ("{\"a\":}", 5),
      ("{\"a\":1,}", 7), ("{a:1}", 1), ("{1:1}", 1), ("{\"a\" 1}", 5), ("{\"a\":1 \"b\":2}", 7),
      ("[1}", 2), ("// no\n1", 0), ("[1]\0", 3), ("\u{FEFF}1", 0), ("\u{A0}1", 0),
    ])
  func structure(text: String, offset: Int) throws {
    #expect(try failure(text) == Failure("not valid JSON at byte \(offset)", .badData))
  }

  @Test(
    "Malformed numbers are refused",
    arguments: [
      "-", "+1", "01", "-01", "00", "1.", ".5", "-.5", "1.e5", "1e", "1e+", "1.5e", "--1", "1-1",
      "1.2.3", "0x10", "1_000", "-Infinity", "1e309", "-1e309", "１",
    ])
  func numbers(text: String) throws {
    let found = try failure(" \(text)")
    #expect(found?.status == .badData)
    // What follows a whole number is what does not belong there.
    let offset = ["0x10": 2, "1_000": 2][text] ?? 1
    #expect(found?.text == "not valid JSON at byte \(offset)")
  }

  @Test(
    "Malformed strings are refused",
    arguments: [
      (#"""#, 1), (#""a"#, 2), (#""\"#, 2), (#""\""#, 3), (#""\x""#, 2), (#""\U0041""#, 2),
      ("\"a\nb\"", 2), ("\"\t\"", 1), ("\"\0\"", 1), (#""\u12""#, 3), (#""\u12g4""#, 3),
      (#""\u+123""#, 3), (#""\u-000""#, 3), (#""\u 123""#, 3), (#""\u１２３４""#, 3),
      // Halves of a pair.
      (#""a\uD83E""#, 2), (#""\uD83Ex""#, 1), (#""\uD83E\n""#, 1), (#""\uD83E\u0041""#, 1),
      (#""\uDD8A""#, 1), (#""\uDD8A\uD83E""#, 1), (#""\uD83E\uDD""#, 9),
    ])
  func strings(text: String, offset: Int) throws {
    #expect(try failure(text) == Failure("not valid JSON at byte \(offset)", .badData))
  }

  @Test(
    "Bytes that are not UTF-8 are refused",
    arguments: [
      [0xFF], [0xC3], [0x80], [0xED, 0xA0, 0x80], [0xC0, 0x80], [0xF5, 0x80, 0x80, 0x80],
    ])
  func encoding(bytes: [UInt8]) throws {
    let quote = UInt8(ascii: "\"")
    #expect(try failure([quote] + bytes + [quote])?.status == .badData)
  }

  @Test("A mistake is a JSONError")
  func errorType() {
    #expect(throws: JSONError.self) { try JSONValue(parsing: Array("[1,]".utf8)) }
  }
}
