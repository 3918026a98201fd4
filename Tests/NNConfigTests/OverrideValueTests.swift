import NNConfig
import TestSupport
import Testing

@Suite("Values of overrides")
struct OverrideValueTests {
  private func value(_ text: String) throws -> String {
    let root = try Override("a=\(text)", number: 1).applied(
      to: try parse("a: 0"), aliases: [:], entries: { _, _, _ in nil })
    guard case .mapping(let entries) = root.content else { return "no mapping" }
    return entries[0].value.text
  }

  @Test(
    "A word is what was typed",
    arguments: [
      "col #2", "#id", "#", "a#b", "a: b", "a:", ": a", "- a", "-", "-1", "? a", "%", "%YAML 1.2",
      "@", "@a", "`a`", "&a", "&a b", "*a", "!tag", "!!int 1", "|", ">", ">-", ",", "]", "}", "a]b",
      "--- a", "---", "...", "yes", "~", "0o17", "a\tb", "a\t#b", "a\nb", "a\n# b", "a\"b",
      "a 'b'", "x=y", "\\n", "\u{E000} #\u{E001}", "#\u{301}", "é #2",
    ])
  func words(text: String) throws {
    #expect(try value(text) == text)
  }

  @Test(
    "Lists, mappings and quoted texts are YAML without comments",
    arguments: [
      ("[a #1, b]", "[a #1, b]"), ("[#a,#b]", "[#a, #b]"), ("[a,\n #b ]", "[a, #b]"),
      (" [1, 2] ", "[1, 2]"), ("\n[1]\n", "[1]"), ("[]", "[]"), ("[[1, 2], [3]]", "[[1, 2], [3]]"),
      ("{a: b #c, #d: e}", "{a: b #c, #d: e}"), ("{a: [x #1]}", "{a: [x #1]}"),
      ("['a # b', \"c # d\"]", "[a # b, c # d]"), ("'# a'", "# a"), ("\" a\"", " a"),
      ("'it''s #1'", "it's #1"), (#""a\tb\u0041\n#""#, "a\tbA\n#"), ("\"\"", ""), (" 'a' ", "a"),
      ("[\u{E000}, #]", "[\u{E000}, #]"), ("[a: b]", "[{a: b}]"),
    ])
  func flow(text: String, result: String) throws {
    #expect(try value(text) == result)
  }

  @Test("Spaces around a number mean nothing", arguments: [" 0.1", "0.1 ", "\t-1e-3\n"])
  func numbers(text: String) throws {
    #expect(try value(text) == text.filter { !$0.isWhitespace })
  }

  private static let specials =
    "put text with special characters in quotes; if all of it is text"

  @Test(
    "A value with two possible meanings is refused with how to write the text",
    arguments: [
      (
        " b",
        #"there is a space or line break around the value; remove it, or if it belongs to the value, write 'a=" b"'"#
      ),
      (
        "b\n",
        #"there is a space or line break around the value; remove it, or if it belongs to the value, write 'a="b\n"'"#
      ),
      (
        "[kg] b",
        #"there is something after the value; \#(specials), write 'a="[kg] b"'"#
      ),
      (
        "[b] # c",
        #"there is something after the value; \#(specials), write 'a="[b] # c"'"#
      ),
      (
        "[b]: c", #"there is something after the value; \#(specials), write 'a="[b]: c"'"#
      ),
      (
        "\"b\": c",
        #"there is something after the value; if all of it is text, write 'a="\"b\": c"'"#
      ),
      (
        "'b' #2",
        #"there is something after the value; if all of it is text, write 'a="'\''b'\'' #2"'"#
      ),
      (
        "'tis",
        #"not valid YAML: while scanning a quoted scalar: found unexpected end of stream; if all of it is text, write 'a="'\''tis"'"#
      ),
      (
        "[- b]",
        #"not valid YAML: while parsing a flow node: did not find expected node content; \#(specials), write 'a="[- b]"'"#
      ),
      (
        "[@b]",
        #"not valid YAML: while scanning for the next token: found character that cannot start any token; put a value that begins with '@' in quotes; \#(specials), write 'a="[@b]"'"#
      ),
      (
        "[&b c]",
        #"text that begins with '&', '*' or '!' needs quotes; \#(specials), write 'a="[&b c]"'"#
      ),
      (
        "[*b]",
        #"text that begins with '&', '*' or '!' needs quotes; \#(specials), write 'a="[*b]"'"#
      ),
      (
        "[!b c]",
        #"text that begins with '&', '*' or '!' needs quotes; \#(specials), write 'a="[!b c]"'"#
      ),
      (
        "[b\nc]",
        #"text with a line break needs double quotes, and \n for the line break; \#(specials), write 'a="[b\nc]"'"#
      ),
      (
        "\"b\nc\"",
        #"text with a line break needs double quotes, and \n for the line break; if all of it is text, write 'a="\"b\nc\""'"#
      ),
    ])
  func refused(text: String, message: String) throws {
    let shown = text.replacing("\n", with: "\\n")
    #expect(errorText { try value(text) } == "override 1: a=\(shown): error: \(message)")
    // Following the message gives the text, in a shell too.
    let written = message.split(separator: "write ").last.map(String.init) ?? ""
    let shell = try ChildProcess("/bin/sh", ["-c", "printf %s \(written)"], in: "/")
    let word = try shell.wait().output
    #expect(try value(String(word.dropFirst(2))) == text)
  }

  @Test("A mapping where a word belongs is refused with how to write a word")
  func mappings() {
    let mapping = YAMLNode(
      .mapping([]), at: SourceRange(startOf: SourceText(override: 1, text: "a={}")))
    #expect(
      errorText { try ValueReader.read(mapping, as: .oneOrMore(.text), label: "'target'") }
        == "override 1: a={}: error: 'target' must be a word, not a mapping; put a "
        + "word that has ': ' in it in quotes")
  }
}
