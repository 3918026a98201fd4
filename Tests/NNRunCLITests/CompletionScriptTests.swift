import Testing

@testable import NNRunCLI

@Suite("Scripts that teach shells to complete words")
struct CompletionScriptTests {
  private static let option = "--generate-completion-script"

  @Test(
    "A script is for the program as it is called",
    arguments: [
      ("bash", "nnrun", "complete -F _nnrun nnrun\n"),
      ("bash", ".build/release/mynnrun", "complete -F _mynnrun mynnrun\n"),
      ("zsh", "/usr/bin/my-nnrun.2", "    compdef _my-nnrun_2 my-nnrun.2\nfi\n"),
      ("fish", "it's", "complete -c 'it'\\''s' -f -a '(_it_s)'\n"),
      ("bash", "", "complete -F _nnrun nnrun\n"),
    ])
  func program(shell: String, program: String, end: String) throws {
    let script = try #require(CompletionScript(requestedBy: [Self.option, shell], of: program))
    #expect("\(script.text)\n".hasSuffix(end), "\(script.text)")
    #expect(
      CompletionScript(requestedBy: ["\(Self.option)=\(shell)"], of: program)?.text == script.text)
  }

  @Test(
    "Words that ask for none, or for a shell without one, get none",
    arguments: [
      [], ["a.yaml"], [option, "tcsh"], ["\(option)="], ["--", option, "bash"],
      ["\(option)s", "bash"],
    ])
  func none(words: [String]) {
    #expect(CompletionScript(requestedBy: words, of: "nnrun") == nil)
  }
}
