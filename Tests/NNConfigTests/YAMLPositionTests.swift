import NNConfig
import Testing

@Suite("Positions of YAML nodes")
struct YAMLPositionTests {
  @Test(
    "Each key and value knows its line, column and length",
    arguments: [
      ("eta: 0.3", "{eta 1:1+3: '0.3' 1:6+3} 1:1+..."),
      ("eta: 0.3\n", "{eta 1:1+3: '0.3' 1:6+3} 1:1+..."),
      ("- 1\n- 22", "['1' 1:3+1, '22' 2:3+2] 1:1+..."),
      ("[a, {b: c}]", "['a' 1:2+1, {b 1:6+1: 'c' 1:9+1} 1:5+6] 1:1+11"),
      (
        "a:\n  b: 1\n  c: []\n",
        "{a 1:1+1: {b 2:3+1: '1' 2:6+1, c 3:3+1: [] 3:6+2} 2:3+...} 1:1+..."
      ),
      ("'a b': \"c\"", "{a b 1:1+5: 'c' 1:8+3} 1:1+..."),
      ("a:\nb: 1", "{a 1:1+1: '' 1:3+1, b 2:1+1: '1' 2:4+1} 1:1+..."),
      ("# one\n\n--- # two\na: 1 # three\n", "{a 4:1+1: '1' 4:4+1} 4:1+..."),
      ("word", "'word' 1:1+4"),
    ])
  func places(text: String, outline: String) throws {
    #expect(try parse(text).outline == outline)
  }

  @Test("A value on several lines reaches to the end of its first line")
  func severalLines() throws {
    #expect(try parse("a: [1,\n 2]").outline == "{a 1:1+1: ['1' 1:5+1, '2' 2:2+1] 1:4+...} 1:1+...")
    #expect(try parse("a: |\n  b\n  c\n").outline == "{a 1:1+1: 'b\nc\n' 1:4+...} 1:1+...")
  }

  @Test("Columns count Unicode scalars, not bytes")
  func unicodeColumns() throws {
    #expect(
      try parse("größe: [ä, 語]").outline == "{größe 1:1+5: ['ä' 1:9+1, '語' 1:12+1] 1:8+6} 1:1+...")
  }

  @Test(
    "Every kind of line ending ends a line",
    arguments: ["\n", "\r\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"])
  func lineEndings(ending: String) throws {
    let text = "a: 1" + ending + "b: x"
    #expect(try parse(text).outline == "{a 1:1+1: '1' 1:4+1, b 2:1+1: 'x' 2:4+1} 1:1+...")
    let source = SourceText(file: "a.yaml", text: text, directory: "")
    #expect(
      Diagnostic("wrong", at: SourceRange(source: source, line: 2, column: 4, length: 1))
        .description
        == "a.yaml:2:4: error: wrong\n   2 | b: x\n     |    ^")
  }

  @Test(
    "Scalars stay as they are written, whatever YAML takes them for",
    arguments: ["no", "0o17", "1_000", "1e-3", "null", "~", "2001-01-01", ".inf", "0x1F"])
  func untypedScalars(text: String) throws {
    #expect(try parse("a: \(text)").text == "{a: \(text)}")
  }

  @Test(
    "A text without a document is an empty scalar at its start",
    arguments: ["", "\n\n", "# only a comment\n", "   "])
  func nothing(text: String) throws {
    #expect(try parse(text).outline == "'' 1:1+1")
  }

  @Test("Nodes say what they are")
  func summaries() throws {
    let letters = String(repeating: "x", count: 41)
    #expect(try parse("abc").summary == "'abc'")
    #expect(try parse("").summary == "nothing")
    #expect(try parse("[]").summary == "a list")
    #expect(try parse("{}").summary == "a mapping")
    #expect(try parse(letters).summary == "'\(letters.dropLast())...'")
    #expect(try parse(String(letters.dropLast())).summary == "'\(letters.dropLast())'")
  }
}
