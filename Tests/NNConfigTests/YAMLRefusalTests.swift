import NNConfig
import TestSupport
import Testing

@Suite("YAML that is refused")
struct YAMLRefusalTests {
  @Test(
    "Features of YAML that experiments do not need are refused at their place",
    arguments: [
      ("a: 1\nb: 2\na: 3", "3:1", "'a' is set twice; first on line 1", "a: 3", "^"),
      (
        "{x: {k: 1, \"k\": 2}}", "1:12", "'k' is set twice; first on line 1",
        "{x: {k: 1, \"k\": 2}}", "           ^~~"
      ),
      (
        "a: 1\n---\nb: 2", "2:1", "a second document starts here; an experiment is one document",
        "---", "^~~"
      ),
      (
        "a: !!str 1", "1:4", "tags such as '!!str' are not supported; remove it", "a: !!str 1",
        "   ^~~~~~~"
      ),
      (
        "!!str a: 1", "1:1", "tags such as '!!str' are not supported; remove it", "!!str a: 1",
        "^~~~~~~"
      ),
      (
        "a: !mine {b: c}", "1:4", "tags such as '!mine' are not supported; remove it",
        "a: !mine {b: c}", "   ^~~~~~~"
      ),
      ("a: ! [b]", "1:4", "tags such as '!' are not supported; remove it", "a: ! [b]", "   ^~~"),
      ("? [a]\n: 1", "1:3", "a key must be a word", "? [a]", "  ^"),
      ("{{a: b}: c}", "1:2", "a key must be a word", "{{a: b}: c}", " ^"),
      ("x: &a b\n*a : 1", "2:1", "a key must be a word", "*a : 1", "^~"),
    ])
  func unsupported(text: String, place: String, message: String, line: String, marker: String) {
    #expect(
      errorText { try parse(text) } == rendered(message, place: place, line: line, marker: marker))
  }

  @Test(
    "Mistakes in the syntax are reported where they are, with what to do",
    arguments: [
      (
        "a: [1, 2\nb: 3", "2:2",
        "while parsing a flow sequence from line 1, column 4: did not find expected ',' or ']'",
        "b: 3", " ^"
      ),
      (
        "a: 1\n  b: 2", "2:4",
        "mapping values are not allowed in this context; check the indentation, and that a space "
          + "follows each ':'", "  b: 2", "   ^"
      ),
      (
        "eta:1\nb: 2", "2:2",
        "mapping values are not allowed in this context; check the indentation, and that a space "
          + "follows each ':'", "b: 2", " ^"
      ),
      (
        "a: 1\nb\nc: 2", "3:1",
        "while scanning a simple key from line 2, column 1: could not find expected ':'; check the "
          + "indentation, and that a space follows each ':'", "c: 2", "^"
      ),
      (
        "a: 1\n...\nb: 2", "3:1", "did not find expected <document start>", "b: 2", "^"
      ),
      (
        "a:\n\tb: 1", "2:1",
        "while scanning for the next token: found character that cannot start any token; indent "
          + "with spaces, not with tabs", " b: 1", "^"
      ),
      (
        "ä: 1\nb: @x", "2:4",
        "while scanning for the next token: found character that cannot start any token; put a "
          + "value that begins with '@' in quotes", "b: @x", "   ^"
      ),
      (
        "a: b\nc: ü\u{1}", "2:5", "control characters are not allowed", "c: ü", "    ^"
      ),
      ("\u{FFFE}", "1:1", "control characters are not allowed", "\u{FFFE}", "^"),
      (
        "a:\r\n  - b\r\n c: 1", "3:2",
        "while parsing a block mapping from line 1, column 1: did not find expected key", " c: 1",
        " ^"
      ),
    ])
  func syntax(text: String, place: String, message: String, line: String, marker: String) {
    #expect(
      errorText { try parse(text) }
        == rendered("not valid YAML: \(message)", place: place, line: line, marker: marker))
  }

  @Test(
    "A bracket or quote that is never closed is reported with the place where it was opened",
    arguments: [
      ("name: \"abc\n", "scanning a quoted scalar", "column 7", "found unexpected end of stream"),
      ("name: {b: c", "parsing a flow mapping", "column 7", "did not find expected ',' or '}'"),
    ])
  func neverClosed(text: String, what: String, column: String, problem: String) {
    #expect(
      errorText { try parse(text) }
        == "a.yaml:2:1: error: not valid YAML: while \(what) from line 1, \(column): \(problem)")
  }

  @Test("Lists and mappings may be nested 32 levels deep, and no deeper")
  func depth() throws {
    func nested(_ levels: Int) -> String {
      String(repeating: "[", count: levels) + "1" + String(repeating: "]", count: levels)
    }
    #expect(try parse(nested(32)).text == nested(32))
    #expect(
      errorText { try parse(nested(33)) }
        == rendered(
          "nested deeper than 32 levels", place: "1:34", line: nested(33),
          marker: String(repeating: " ", count: 33) + "^"))
    // Deep enough to overflow the stack of a parser that recurses without a limit.
    let text = errorText { try parse(String(repeating: "[", count: 1_000_000)) }
    #expect(text?.hasPrefix("a.yaml:1:34: error: nested deeper than 32 levels\n") == true)
  }

  private func rendered(_ message: String, place: String, line: String, marker: String) -> String {
    let number = place.prefix { $0 != ":" }
    return "a.yaml:\(place): error: \(message)\n   \(number) | \(line)\n     | \(marker)"
  }
}
