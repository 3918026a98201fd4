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
}
