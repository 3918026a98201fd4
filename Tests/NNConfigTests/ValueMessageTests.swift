import NNConfig
import TestSupport
import Testing

@Suite("Values of the wrong kind")
struct ValueMessageTests {
  /// The message without its place, which is that of the whole value.
  private func message(_ text: String, as kind: Parameter.Kind) -> String? {
    let error = errorText { try ValueReader.read(try parse(text), as: kind, label: "'x'") }
    return error.map { $0.replacing("a.yaml:1:1: error: ", with: "").prefix { $0 != "\n" } }.map(
      String.init)
  }

  @Test(
    "A value that is not a whole number is named, with the number to write",
    arguments: [
      ("1_000", "'1_000'; write 1000"), ("1,000", "'1,000'; write 1000"),
      ("1'000'000", "'1'000'000'; write 1000000"), ("1e3", "'1e3'; write 1000"),
      ("1.0", "'1.0'; write 1"), ("1.5", "'1.5'"),
      // A decimal comma.
      ("10,5", "'10,5'"), ("1,0000", "'1,0000'"),
      // Not clearly a number, so there is no hint.
      ("0o17", "'0o17'"), ("0x1F", "'0x1F'"), ("1e400", "'1e400'"), ("--5", "'--5'"),
      ("", "nothing"),
      ("ten", "'ten'"), ("[1]", "a list"), ("{a: 1}", "a mapping"),
      // Out of range, and so are their hints.
      ("-1", "'-1'"), ("1000001", "'1000001'"), ("1e9", "'1e9'"),
      ("9223372036854775808", "'9223372036854775808'"),
    ])
  func integers(text: String, found: String) {
    #expect(
      message(text, as: .integer(0...1_000_000))
        == "'x' must be a whole number from 0 to 1000000, not \(found)")
  }

  @Test(
    "A value that is not a number is named, with the number to write",
    arguments: [
      ("0,01", "'0,01'; write 0.01"), ("1_0.5", "'1_0.5'; write 10.5"), ("nan", "'nan'"),
      (".nan", "'.nan'"), ("inf", "'inf'"), ("-.inf", "'-.inf'"),
      ("1e400", "'1e400'; it is infinite in double precision"),
      ("0x1p3", "'0x1p3'"), ("1e", "'1e'"), ("e5", "'e5'"), ("1.2.3", "'1.2.3'"), ("'-'", "'-'"),
      ("0", "'0'"), ("-0,1", "'-0,1'"),
      ("1e-400", "'1e-400'; it is 0 in double precision"), ("10%", "'10%'; write 0.1"),
      ("-5%", "'-5%'"), ("", "nothing"),
      ("[0.1]", "a list"), ("{}", "a mapping"),
    ])
  func numbers(text: String, found: String) {
    #expect(message(text, as: .number(.positive)) == "'x' must be a positive number, not \(found)")
  }

  @Test("A value that is not a boolean is named", arguments: ["True", "yes", "1", "on"])
  func booleans(text: String) {
    #expect(message(text, as: .boolean) == "'x' must be true or false, not '\(text)'")
  }

  @Test("A value that is none of the choices is named, with the nearest one")
  func choices() {
    let kind = Parameter.Kind.choice(["random", "epochs"])
    #expect(
      message("epoch", as: kind)
        == "'x' must be one of random, epochs, not 'epoch'; did you mean 'epochs'?")
    #expect(message("foo", as: kind) == "'x' must be one of random, epochs, not 'foo'")
  }

  @Test("A value that is not a word or a path is named")
  func words() {
    #expect(message("[a]", as: .text) == "'x' must be a word, not a list")
    #expect(message("''", as: .text) == "'x' must be a word, not nothing")
    #expect(message("{}", as: .path) == "'x' must be a path, not a mapping")
  }

  @Test("All wrong entries of a list are reported, each at its place")
  func lists() throws {
    let node = try parse("[5, x, [1], -1]")
    #expect(
      errorText { try ValueReader.read(node, as: .list(.integer(1...Int.max)), label: "'x'") }
        == """
        a.yaml:1:5: error: entry 2 of 'x' must be a positive whole number, not 'x'
           1 | [5, x, [1], -1]
             |     ^
        a.yaml:1:8: error: entry 3 of 'x' must be a positive whole number, not a list
           1 | [5, x, [1], -1]
             |        ^~~
        a.yaml:1:13: error: entry 4 of 'x' must be a positive whole number, not '-1'
           1 | [5, x, [1], -1]
             |             ^~
        """)
    #expect(
      errorText {
        try ValueReader.read(
          try parse("[[1], [2, y]]"), as: .list(.oneOrMore(.number(.finite))), label: "'x'")
      } == """
        a.yaml:1:11: error: entry 2 of entry 2 of 'x' must be a number, not 'y'
           1 | [[1], [2, y]]
             |           ^
        """)
  }

  @Test("A value that is not a list is named")
  func notAList() {
    #expect(
      message("784", as: .list(.integer(1...Int.max)))
        == "'x' must be a list of positive whole numbers, not '784'")
    #expect(message("{}", as: .oneOrMore(.text)) == "'x' must be a word, not a mapping")
  }

  @Test("A value that is not a mapping of words is named")
  func mappings() throws {
    #expect(message("abc", as: .mapping) == "'x' must be a mapping of words, not 'abc'")
    #expect(
      errorText {
        try ValueReader.read(try parse("{a: b, c: [d], e: {}}"), as: .mapping, label: "'x'")
      } == """
        a.yaml:1:11: error: 'c' in 'x' must be a word, not a list
           1 | {a: b, c: [d], e: {}}
             |           ^~~
        a.yaml:1:19: error: 'e' in 'x' must be a word, not a mapping
           1 | {a: b, c: [d], e: {}}
             |                   ^~
        """)
  }

  @Test("A long value is not repeated as a whole")
  func longValue() {
    let text = String(repeating: "9", count: 50)
    #expect(
      message(text, as: .boolean) == "'x' must be true or false, not '\(text.dropLast(10))...'")
  }

  @Test("The mark is below the value")
  func place() throws {
    guard case .mapping(let entries) = try parse("seed: 1\neta:  0,3 # high").content else {
      Issue.record("is not a mapping")
      return
    }
    #expect(
      errorText { try ValueReader.read(entries[1].value, as: .number(.positive), label: "'eta'") }
        == """
        a.yaml:2:7: error: 'eta' must be a positive number, not '0,3'; write 0.3
           2 | eta:  0,3 # high
             |       ^~~
        """)
  }
}
