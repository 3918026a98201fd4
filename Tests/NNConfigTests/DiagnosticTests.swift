import NNConfig
import Testing

@Suite("The text of a mistake")
struct DiagnosticTests {
  private func shown(
    _ text: String, line: Int, column: Int, length: Int, message: String = "wrong",
    file: String = "a.yaml"
  ) -> String {
    let source = SourceText(file: file, text: text, directory: "")
    let range = SourceRange(source: source, line: line, column: column, length: length)
    return Diagnostic(message, at: range).description
  }

  @Test("Place, message, the line, and a caret with a tilde below each further character")
  func caret() {
    #expect(
      shown("eta: 1\niteratons: 10000\n", line: 2, column: 1, length: 9, file: "configs/b.yaml")
        == """
        configs/b.yaml:2:1: error: wrong
           2 | iteratons: 10000
             | ^~~~~~~~~
        """)
    #expect(
      shown("eta: x", line: 1, column: 6, length: 1) == """
        a.yaml:1:6: error: wrong
           1 | eta: x
             |      ^
        """)
  }

  @Test("The marks end with the line, without its trailing spaces")
  func toTheEnd() {
    #expect(
      shown("a: [1,   \n2]", line: 1, column: 4, length: .max) == """
        a.yaml:1:4: error: wrong
           1 | a: [1,
             |    ^~~
        """)
  }

  @Test("A value that is missing after the end of a line is marked there")
  func afterTheEnd() {
    #expect(
      shown("eta:", line: 1, column: 5, length: 1) == """
        a.yaml:1:5: error: wrong
           1 | eta:
             |     ^
        """)
    #expect(
      shown("eta:   ", line: 1, column: 7, length: 5) == """
        a.yaml:1:7: error: wrong
           1 | eta:
             |       ^
        """)
  }

  @Test("An empty line, or one after the last, is not shown", arguments: [2, 3, 4])
  func emptyLine(line: Int) {
    #expect(shown("a\n \n", line: line, column: 1, length: 1) == "a.yaml:\(line):1: error: wrong")
  }

  @Test("The gutter grows with the line number")
  func gutter() {
    let text = String(repeating: "\n", count: 99_999) + "eta: x"
    #expect(
      shown(text, line: 100_000, column: 6, length: 1) == """
        a.yaml:100000:6: error: wrong
        100000 | eta: x
               |      ^
        """)
    #expect(
      shown(String(repeating: "\n", count: 999) + "eta: x", line: 1000, column: 6, length: 1) == """
        a.yaml:1000:6: error: wrong
        1000 | eta: x
             |      ^
        """)
  }

  @Test("A long line is cut to 100 characters around the mistake, with an ellipsis at each cut")
  func longLine() {
    let line = "a: " + String(repeating: "0123456789", count: 30)
    #expect(
      shown(line, line: 1, column: 4, length: 300) == """
        a.yaml:1:4: error: wrong
           1 | a: \(String(repeating: "0123456789", count: 10).dropLast(3))...
             |    ^\(String(repeating: "~", count: 96))
        """)
    #expect(
      shown(line, line: 1, column: 204, length: 3) == """
        a.yaml:1:204: error: wrong
           1 | ...\(String(repeating: "0123456789", count: 10))...
             | \(String(repeating: " ", count: 53))^~~
        """)
    // Near the end only the start of the line is missing, and the mark ends with the line.
    #expect(
      shown(line, line: 1, column: 300, length: 9) == """
        a.yaml:1:300: error: wrong
           1 | ...\(String(repeating: "6789012345", count: 6).dropLast(6))
             | \(String(repeating: " ", count: 53))^~~~
        """)
    #expect(
      shown(line, line: 1, column: 304, length: 1) == """
        a.yaml:1:304: error: wrong
           1 | ...\(String(repeating: "0123456789", count: 5))
             | \(String(repeating: " ", count: 53))^
        """)
    // Column 100 is the last that needs no shift.
    #expect(
      shown(line, line: 1, column: 100, length: 9) == """
        a.yaml:1:100: error: wrong
           1 | a: \(String(repeating: "0123456789", count: 10).dropLast(3))...
             | \(String(repeating: " ", count: 99))^
        """)
  }

  @Test("A line of exactly 100 characters is shown as a whole")
  func fittingLine() {
    let line = String(repeating: "0123456789", count: 10)
    #expect(
      shown(line, line: 1, column: 99, length: 2) == """
        a.yaml:1:99: error: wrong
           1 | \(line)
             | \(String(repeating: " ", count: 98))^~
        """)
    #expect(
      shown(line + "0", line: 1, column: 1, length: 2) == """
        a.yaml:1:1: error: wrong
           1 | \(line)...
             | ^~
        """)
  }

  @Test("A line that is cut before an accent has the caret under its letter")
  func cutBeforeAccent() {
    // The line is cut at column 61, between a letter and its accent.
    let line = String(repeating: "x", count: 59) + "e\u{301}" + String(repeating: "y", count: 60)
    #expect(
      shown(line, line: 1, column: 111, length: 1) == """
        a.yaml:1:111: error: wrong
           1 | ...\u{301}\(String(repeating: "y", count: 60))
             | \(String(repeating: " ", count: 52))^
        """)
  }

  @Test("A tab takes one place, so that the caret is below its character")
  func tabs() {
    #expect(
      shown("a:\t\tb\t# c", line: 1, column: 5, length: 1) == """
        a.yaml:1:5: error: wrong
           1 | a:  b # c
             |     ^
        """)
  }

  @Test("A letter with accents, or an emoji of several scalars, takes one place")
  func multiByteCharacters() {
    // 7 scalars in front of the mistake: ä, e + accent, thumb + skin tone, space, colon.
    #expect(
      shown("äe\u{301}👍🏽 :x", line: 1, column: 8, length: 1) == """
        a.yaml:1:8: error: wrong
           1 | äe\u{301}👍🏽 :x
             |      ^
        """)
    #expect(
      shown("[e\u{301}e\u{301}]", line: 1, column: 2, length: 4) == """
        a.yaml:1:2: error: wrong
           1 | [e\u{301}e\u{301}]
             |  ^~
        """)
  }

  @Test("Control characters never reach the terminal")
  func controlCharacters() {
    #expect(
      shown(
        "a: \u{1B}[31m\u{7F}\u{9B}x", line: 1, column: 4, length: 1,
        message: "unknown '\u{1B}[31m\n'",
        file: "b\u{7}.yaml") == """
          b\\u{07}.yaml:1:4: error: unknown '\\u{1B}[31m\\n'
             1 | a:  [31m  x
               |    ^
          """)
    let source = SourceText(override: 1, text: "name=\u{1B}[2J")
    #expect(
      Diagnostic("wrong", at: SourceRange(startOf: source)).description
        == "override 1: name=\\u{1B}[2J: error: wrong")
  }

  @Test("A mistake in an override is shown with the override instead of a position")
  func override() {
    let source = SourceText(override: 2, text: "eta=abc")
    let range = SourceRange(source: source, line: 3, column: 7, length: 1)
    #expect(Diagnostic("wrong", at: range).description == "override 2: eta=abc: error: wrong")
  }
}
