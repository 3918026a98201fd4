import TestSupport
import Testing

@Suite("Help and usage")
struct HelpTests {
  @Test(
    "Every command explains itself with examples",
    arguments: [
      [], ["run"], ["check"], ["predict"], ["evaluate"], ["replay"], ["archive"], ["plugins"],
      ["sweep"], ["compare"],
    ])
  func help(command: [String]) throws {
    let sandbox = try Sandbox()
    let result = try sandbox.nnrun(command + ["--help"])
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.output.contains("Examples:\n\n  nnrun"))
    #expect(result.output.contains("\nUSAGE: nnrun"))
    // Lines of more than 80 columns are broken, so that they cannot be copied.
    let examples = result.output.split(separator: "Examples:\n\n", maxSplits: 1).last ?? ""
    for line in examples.split(separator: "\n", omittingEmptySubsequences: false) {
      if line.isEmpty { break }
      #expect(line.hasPrefix("  "), "\(line)")
    }
  }

  @Test(
    "A wrong command line is a usage error",
    arguments: [
      ([], "Missing expected argument '<config>'"),
      (["predict"], "Missing expected argument '<run>'"),
      (["evaluate"], "Missing expected argument '<run>'"),
      (["evaluate", "a", "--dat", "b"], "Unknown option '--dat'. Did you mean '--data'?"),
      (["evaluate", "a", "--data", ""], "--data must name a file; it is empty"),
      (
        ["evaluate", "a", "--data", "-"],
        "--data must name a file; for CSV on standard input, write /dev/stdin"
      ),
      (
        ["evaluate", "a", "--targets", "b"],
        "--targets needs --data, which names the file of the inputs"
      ),
      (["sums.yaml", "--thread", "2"], "Unknown option '--thread'. Did you mean '--threads'?"),
      (["sums.yaml", "--threads", "0"], "--threads must be a number from 1 to 1024, not 0"),
      (["sums.yaml", "--threads", "two"], "The value 'two' is invalid for '--threads <n>'"),
      (["sums.yaml", "--runs-dir", ""], "--runs-dir must name a folder; it is empty"),
      (["predict", "a", "b", "c"], "one input is read, but there are 'b', 'c'"),
    ])
  func usage(arguments: [String], message: String) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let result = try sandbox.nnrun(arguments)
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("Error: \(message)\n"), "\(result.errors)")
    #expect(try sandbox.runs() == [])
  }

  private static let commands =
    "\n  commands are run, check, sweep, predict, evaluate, compare, replay, archive, plugins"

  /// The first word may be a file or a command.
  @Test(
    "A first word that is neither a file nor a command is explained",
    arguments: [
      ("evalute", "; did you mean 'nnrun evaluate'?\(commands)"),
      ("chekc", "; did you mean 'nnrun check'?\(commands)"),
      ("Predict", "; did you mean 'nnrun predict'?\(commands)"),
      ("plugin", "; did you mean 'nnrun plugins'?\(commands)"),
      ("train", "; write 'nnrun FILE.yaml'\(commands)"), ("blah", commands),
      ("sums", "; did you mean 'sums.yaml'?"),
    ])
  func firstWord(word: String, hint: String) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    expect(
      try sandbox.nnrun(word, "sums.yaml"), status: 64,
      errors: "error: '\(word)' is neither an experiment file nor a command\(hint)\n")
  }

  @Test("Settings before the experiment, and a missing file after the command, are missing files")
  func missingFile() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    expect(
      try sandbox.nnrun("eta=0.1", "sums.yaml"), status: 66,
      errors: "error: eta=0.1: does not exist; name the experiment file before the settings\n")
    expect(
      try sandbox.nnrun("run", "sums"), status: 66,
      errors: "error: sums: does not exist; did you mean 'sums.yaml'?\n")
    expect(try sandbox.nnrun(""), status: 66, errors: "error: '': does not exist\n")
  }
}
