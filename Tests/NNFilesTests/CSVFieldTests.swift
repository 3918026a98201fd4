import Testing

@testable import NNFiles

@Suite("Writing CSV")
struct CSVFieldTests {
  @Test(
    "A field has quotes where it needs them",
    arguments: [
      ("", ""), ("a b", "a b"), ("a,b", "\"a,b\""), ("a\"b", "\"a\"\"b\""),
      ("a\r\nb", "\"a\r\nb\""),
      ("a\nb", "\"a\nb\""), ("a\u{2028}b", "\"a\u{2028}b\""), ("a,\u{301}b", "\"a,\u{301}b\""),
      ("a\"\u{301}b", "\"a\"\"\u{301}b\""),
    ])
  func fields(text: String, field: String) {
    #expect(Array(text.csvField.utf8) == Array(field.utf8))
  }

  @Test(
    "What needs quotes depends on the delimiter",
    arguments: [
      ("a,b", ";", "a,b"), ("a;b", ";", "\"a;b\""), ("a|b", "|", "\"a|b\""),
      ("a\tb", "\t", "\"a\tb\""), ("a b", "\t", "a b"), ("", ";", ""),
      ("a b", "whitespace", "\"a b\""), ("a\tb", "whitespace", "\"a\tb\""),
      ("", "whitespace", "\"\""), ("a\"b", "whitespace", "\"a\"\"b\""),
      ("a,b", "whitespace", "a,b"),
    ])
  func delimiters(text: String, delimiter: String, field: String) throws {
    #expect(text.csvField(try #require(CSVDelimiter(delimiter))) == field)
  }
}
