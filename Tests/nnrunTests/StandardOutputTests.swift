import TestSupport
import Testing

@Suite("Output files named -")
struct StandardOutputTests {
  private func trained() throws -> Sandbox {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml")
    return sandbox
  }

  @Test("Predictions go to standard output")
  func predictions() throws {
    let sandbox = try trained()
    let printed = try sandbox.nnrun("predict", "runs/latest", input: "1,1\n")
    for option in [["-o", "-"], ["--output=-"]] {
      expect(
        try sandbox.nnrun(["predict", "runs/latest", "-"] + option, input: "1,1\n"),
        output: printed.output, "\(option)")
    }
    #expect(try sandbox.folder.names() == ["runs", "sums.yaml"])
  }

  @Test("An archive goes to standard output")
  func archive() throws {
    let sandbox = try trained()
    _ = try sandbox.nnrun("archive", "runs/latest", "-o", "a.zip")
    let size = try sandbox.nnrun("archive", "runs/latest", "-o", "a.zip").output.dropFirst(7)
    expect(
      try sandbox.shell("nnrun archive runs/latest -o - > b.zip && cmp a.zip b.zip"),
      errors: "standard output: \(size)")
    #expect(try sandbox.nnrun("replay", "b.zip").status == 0)
    #expect(try sandbox.folder.names() == ["a.zip", "b.zip", "runs", "sums.yaml"])
  }

  @Test("An archive shares standard output with nothing")
  func shared() throws {
    let sandbox = try trained()
    let result = try sandbox.nnrun("archive", "runs/latest", "-o", "-", "--json")
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(
      result.errors.hasPrefix(
        "Error: --json and --output - both write to standard output; name a file for the archive\n")
    )
    #expect(
      try sandbox.shell("nnrun archive runs/latest -o - >&-").errors
        == "error: standard output: cannot be written: Bad file descriptor\n")
  }

  @Test(
    "An archive is not written to a terminal",
    .enabled(if: TerminalSession.isPossible, "needs util-linux's script for a terminal"))
  func terminal() throws {
    let sandbox = try trained()
    let result = try sandbox.shell(
      "script -qec 'nnrun archive runs/latest -o -' /dev/null </dev/null")
    #expect(result.status == 64)
    #expect(
      result.output.hasPrefix(
        "Error: an archive cannot be written to a terminal; name a file, or redirect standard output"
      ),
      "\(result.output)")
  }

  @Test(
    "Options that name files refuse -",
    arguments: [
      (
        ["sums.yaml", "--runs-dir", "-"],
        "--runs-dir must name a folder; for one called -, write ./-"
      ),
      (
        ["evaluate", "runs/latest", "--data", "a.npy", "--targets", "-"],
        "--targets must name a file, not standard input"
      ),
    ])
  func otherOptions(words: [String], message: String) throws {
    let sandbox = try trained()
    let result = try sandbox.nnrun(words)
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("Error: \(message)\n"), "\(result.errors)")
    #expect(try sandbox.folder.names() == ["runs", "sums.yaml"])
    #expect(try sandbox.nnrun("sums.yaml", "--runs-dir", "./-").status == 0)
  }
}
