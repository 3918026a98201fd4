import NNFiles
import TestSupport
import Testing

@Suite("Words of a shell")
struct ShellWordTests {
  @Test(
    "A word is in quotes if a shell would see more in it than letters",
    arguments: [
      ("eta=0.1", "eta=0.1"), ("a/b-c_d.yaml,1:2+3@4%5", "a/b-c_d.yaml,1:2+3@4%5"), ("", "''"),
      ("a b", "'a b'"), ("[2, 3]", "'[2, 3]'"), ("it's", #"'it'\''s'"#), ("$HOME", "'$HOME'"),
      ("a*", "'a*'"), ("~", "'~'"), ("größe", "'größe'"), ("a\nb", "'a\nb'"), ("#", "'#'"),
      ("a\\b", "'a\\b'"), ("\"", "'\"'"),
    ])
  func words(text: String, word: String) { #expect(text.shellWord == word) }

  @Test("A shell reads each word as it was")
  func shell() throws {
    let texts = [
      "it's", "''", "$(ls) `ls` !", "a\tb  c", "*?[a-z]", "{a,b}", "~root", "-n", "é\\n",
    ]
    let folder = try TemporaryFolder()
    let script = "printf '%s|' \(texts.map(\.shellWord).joined(separator: " "))"
    let result = try ChildProcess("/bin/sh", ["-c", script], in: folder.path).wait()
    #expect(result.output == texts.map { "\($0)|" }.joined())
  }

  @Test(
    "A text is taken apart as a shell does",
    arguments: [
      "", " ", "a", "  a\tb  c ", "'a b' c", #""a b"c'd e'"#, "''", #"a "" b"#, #"a\ b"#, #"\'a\'"#,
      #""\"\\\$\`\a""#, #"'\'"#, "\"a'b\" 'c\"d'", "a # b 'c", "a#b '#' \\# \"#\"", "# a",
      "a\\\nb \"c\\\nd\" 'e\nf'", #"--comment="it's [a|b]" -p x"#, "größe '\u{301}a'",
      "a=\\;b 'c;d'",
    ])
  func apart(text: String) throws {
    let folder = try TemporaryFolder()
    let script = "for word in \(text)\ndo printf '%s|' \"$word\"; done"
    let result = try ChildProcess("/bin/sh", ["-c", script], in: folder.path).wait()
    #expect(result.status == 0 && result.errors == "")
    #expect(
      try ShellWords(text, of: "--slurm").words.map { "\($0)|" }.joined() == result.output)
  }

  @Test("Nothing is expanded, and operators are characters, of which lines end words and comments")
  func operators() throws {
    #expect(
      try ShellWords("a;b & c|d > * ~ (e) {f,g}", of: "--slurm").words
        == ["a;b", "&", "c|d", ">", "*", "~", "(e)", "{f,g}"])
    #expect(try ShellWords("a\n# b\nc", of: "--slurm").words == ["a", "c"])
    #expect(try ShellWords(#"'$a' \$b "\`c""#, of: "--slurm").words == ["$a", "$b", "`c"])
  }

  @Test(
    "Quotes that are not closed and what a shell would expand are mistakes",
    arguments: [
      ("a 'b", "there is no second '"), (#"a"b"#, "there is no second \""),
      ("'a' \"b'", "there is no second \""),
      (#"a\"#, "nothing follows the last backslash"),
      (#""a\"#, "nothing follows the last backslash"),
      (
        "--chdir=$HOME",
        #"nothing is expanded here; write the value itself, or \$ for the character"#
      ),
      (#""`date`""#, #"nothing is expanded here; write the value itself, or \` for the character"#),
    ])
  func mistakes(text: String, message: String) {
    let error = #expect(throws: WrongShellWords.self) { try ShellWords(text, of: "--slurm") }
    #expect(error?.description == "--slurm: \(message)")
    #expect(error?.exitStatus == .usage)
  }

  @Test(
    "A line that is being typed ends with the word that the next character belongs to",
    arguments: [
      ("", [""]), ("a", ["a"]), ("a ", ["a", ""]), ("a 'b c", ["a", "b c"]),
      (#"a "b 'c"#, ["a", "b 'c"]),
      (#"a b\ c"#, ["a", "b c"]), (#"a b\"#, ["a", "b"]), ("a '", ["a", ""]), ("'a' ", ["a", ""]),
      (#"a $b`c` "$d"#, ["a", "$b`c`", "$d"]), ("a # b", ["a", ""]),
    ])
  func typed(line: String, words: [String]) { #expect(ShellWords(typed: line).words == words) }
}
