import NNFiles
import Testing

@Suite("JSON: writing")
struct JSONWriterTests {
  @Test(
    "Values are written on one line",
    arguments: [
      (.null, "null"), (.bool(true), "true"), (.bool(false), "false"),
      (.integer(.min), "\(Int.min)"),
      (.number(0.1), "0.1"), (.number(2), "2.0"), (.number(-0.0), "-0.0"), (.number(1e-7), "1e-07"),
      (.number(1e300), "1e+300"), (.number(.nan), "null"), (.number(-.infinity), "null"),
      (.string("é🦊/"), "\"é🦊/\""), (.string("\"\\\n\r\t"), #""\"\\\n\r\t""#),
      (.string("\0\u{1F}\u{7F}\u{8}"), #""\u0000\u001f\u007f\u0008""#),
      (.string("a\r\nb"), #""a\r\nb""#),
      (.array([]), "[]"), (.object([]), "{}"),
      (.array([.integer(1), .array([.null])]), "[1,[null]]"),
      (
        .object([("b", .integer(1)), ("a", .object([("\"", .null)]))]), #"{"b":1,"a":{"\"":null}}"#
      ),
    ] as [(JSONValue, String)])
  func texts(value: JSONValue, text: String) {
    #expect(value.text == text)
  }

  @Test("Objects are indented, and lists are not")
  func indented() {
    let value = JSONValue.object([
      ("a", .array([.integer(1), .number(0.5)])),
      ("b", .object([("c", .null), ("d", .object([]))])),
      ("e", .array([.object([("f", .bool(true))])])),
    ])
    #expect(
      value.indentedText == """
        {
          "a": [1, 0.5],
          "b": {
            "c": null,
            "d": {}
          },
          "e": [{
            "f": true
          }]
        }
        """)
    #expect(JSONValue.object([]).indentedText == "{}")
    #expect(JSONValue.integer(1).indentedText == "1")
  }

  @Test("What is written reads back")
  func readsBack() throws {
    let scalars: [JSONValue] = [
      .null, .bool(true), .integer(.max), .integer(.min), .number(.leastNonzeroMagnitude),
      .number(.greatestFiniteMagnitude), .number(1 / 3), .number(1e16), .number(-1.5e-300),
      .string(String(String.UnicodeScalarView((0..<0x300).compactMap(UnicodeScalar.init)))),
      .string("\u{10FFFF}🦊"),
    ]
    let value = JSONValue.object([
      ("", .array(scalars)), ("\"key\"\n", .object([("x", .array([.array([]), .object([])]))])),
    ])
    for text in [value.text, value.indentedText] {
      #expect(try JSONValue(parsing: Array(text.utf8)) == value, "\(text)")
    }
  }

  @Test("Equal values have equal kinds and order")
  func equality() {
    let a = JSONValue.object([("a", .integer(1)), ("b", .integer(2))])
    #expect(a != .object([("b", .integer(2)), ("a", .integer(1))]))
    #expect(a != .object([("a", .integer(1))]))
    #expect(JSONValue.integer(1) != .number(1))
    #expect(JSONValue.bool(false) != .null)
    #expect(JSONValue.array([.null]) != .array([.null, .null]))
  }
}
