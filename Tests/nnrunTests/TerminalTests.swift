import TestSupport
import Testing

@Suite(
  "Commands on a terminal",
  .enabled(if: TerminalSession.isPossible, "needs util-linux's script for a terminal"))
struct TerminalTests {
  /// Otherwise it would look as if the command hung.
  @Test("nnrun predict says that it waits for rows")
  func rows() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml")
    let expected = try sandbox.nnrun("predict", "runs/latest", input: "1,1\n")
    let note = "reading rows of CSV from the terminal; end them with Ctrl-D\n"
    #expect(!expected.errors.contains(note))
    let result = try sandbox.shell(
      #"printf '1,1\n\004' | script -qec 'nnrun predict runs/latest' /dev/null"#)
    // The terminal shows what is typed too, and ends lines with a carriage return.
    let shown = result.output.replacing("\r\n", with: "\n")
    #expect(result.status == 0)
    #expect(shown.contains(note), "\(shown)")
    #expect(shown.hasSuffix(expected.output), "\(shown)")
  }

  @Test("nnrun run says that it waits for an experiment")
  func experiment() throws {
    let sandbox = try Sandbox()
    let note = "reading the experiment from the terminal; end it with Ctrl-D\n"
    for (command, says) in [("nnrun -", true), ("nnrun - --quiet", false)] {
      let result = try sandbox.shell(#"printf 'a: 1\n\004' | script -qec '\#(command)' /dev/null"#)
      let shown = result.output.replacing("\r\n", with: "\n")
      #expect(result.status == 78, "\(command)")
      #expect(shown.contains(note) == says, "\(command): \(shown)")
      #expect(
        shown.contains("standard input:1:1: error: unknown field 'a'"), "\(command): \(shown)")
    }
  }

  @Test("A mistake is shown in plain text")
  func mistake() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let result = try sandbox.shell("script -qec 'nnrun sums.yaml eta=x' /dev/null </dev/null")
    #expect(result.status == 78)
    #expect(
      result.output.replacing("\r\n", with: "\n").hasSuffix(
        "override 1: eta=x: error: 'eta' must be a positive number, or a schedule, "
          + "{schedule: ...}, not 'x'\n"),
      "\(result.output)")
  }
}
