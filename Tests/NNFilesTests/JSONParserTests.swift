import NNFiles
import TestSupport
import Testing

private func parse(_ text: String) throws -> JSONValue { try JSONValue(parsing: Array(text.utf8)) }

@Suite("JSON: reading")
struct JSONParserTests {
  @Test(
    "Every kind of value is read",
    arguments: [
      ("null", .null), ("true", .bool(true)), ("false", .bool(false)), ("0", .integer(0)),
      ("\"\"", .string("")), ("[]", .array([])), ("{}", .object([])),
      (" \t\r\n null \t\r\n ", .null), ("[ ]", .array([])), ("{\n}", .object([])),
    ] as [(String, JSONValue)])
  func values(text: String, value: JSONValue) throws {
    #expect(try parse(text) == value)
  }

  @Test("Nested values keep their order")
  func nested() throws {
    #expect(
      try parse(#"{"b" : [1, {"x":null}, [[]]] , "a":{"":"y"}}"#)
        == .object([
          ("b", .array([.integer(1), .object([("x", .null)]), .array([.array([])])])),
          ("a", .object([("", .string("y"))])),
        ]))
  }

  @Test("The first of equal keys counts")
  func equalKeys() throws {
    let value = try parse(#"{"a":1,"a":2}"#)
    #expect(value == .object([("a", .integer(1)), ("a", .integer(2))]))
    #expect(value["a"] == .integer(1))
    #expect(value["b"] == nil)
    #expect(JSONValue.array([])["a"] == nil)
  }

  @Test(
    "Whole numbers are integers",
    arguments: [
      ("0", 0), ("-0", 0), ("7", 7), ("-12", -12), ("9223372036854775807", .max),
      ("-9223372036854775808", .min),
    ] as [(String, Int)])
  func integers(text: String, value: Int) throws {
    #expect(try parse(text) == .integer(value))
  }

  @Test(
    "Other numbers are doubles",
    arguments: [
      ("1.5", 1.5), ("-0.25", -0.25), ("0.0", 0), ("1e3", 1000), ("1E3", 1000), ("1e+3", 1000),
      ("1.25E-2", 0.0125), ("0e0", 0), ("10e00", 10), ("1e-400", 0),
      ("9223372036854775808", 0x1p63), ("1.7976931348623157e308", Double.greatestFiniteMagnitude),
      ("5e-324", Double.leastNonzeroMagnitude),
    ])
  func numbers(text: String, value: Double) throws {
    #expect(try parse(text) == .number(value))
  }

  @Test("The sign of zero is kept")
  func signOfZero() throws {
    guard case .number(let zero) = try parse("-0.0") else {
      Issue.record("no number")
      return
    }
    #expect(zero == 0 && zero.sign == .minus)
  }

  @Test(
    "Strings are read with their escapes",
    arguments: [
      (#""a b""#, "a b"), (#""\"\\\/\b\f\n\r\t""#, "\"\\/\u{8}\u{C}\n\r\t"),
      (#""\u0041\u00e9\u00E9\u20ac""#, "Aéé€"), (#""\uD83E\uDD8A""#, "🦊"),
      (#""\ud83e\udd8a""#, "🦊"), (#""\u0000""#, "\0"), ("\"é€🦊\"", "é€🦊"), ("\"\u{7F}\"", "\u{7F}"),
      (#""\uFFFF\u2028""#, "\u{FFFF}\u{2028}"),
    ])
  func strings(text: String, value: String) throws {
    #expect(try parse(text) == .string(value))
  }

  @Test("Nesting is limited")
  func depth() throws {
    let deepest = String(repeating: "[", count: 63) + "0" + String(repeating: "]", count: 63)
    #expect(throws: Never.self) { try parse(deepest) }
    #expect(
      try failure { try parse("[\(deepest)]") }
        == Failure("not valid JSON at byte 64", .badData))
    #expect(
      try failure { try parse(String(repeating: "{\"a\":", count: 100_000)) }
        == Failure("not valid JSON at byte 320", .badData))
  }
}
