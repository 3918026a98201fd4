import Foundation
import TestSupport
import Testing

@Suite("Outputs whose reader is gone")
struct LostReaderTests {
  /// A pipe without a reader.
  private func lostPipe() throws -> ChildProcess.Output {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    return .pipe(pipe)
  }

  /// As other tools do in front of `head`.
  @Test(
    "A result that nobody reads ends the process silently",
    arguments: [
      ["plugins"], ["check", "sums.yaml"], ["predict", "runs/latest", "new.csv"], ["sums.yaml"],
      ["--help"], ["archive", "runs/latest", "-o", "-"], ["archive", "sums.zip", "-o", "-"],
    ])
  func results(arguments: [String]) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums, "new.csv": "1,1\n"])
    _ = try sandbox.nnrun("sums.yaml")
    _ = try sandbox.nnrun("archive", "runs/latest", "-o", "sums.zip")
    let before = try sandbox.folder.names()
    let process = try sandbox.start(
      arguments, output: lostPipe(), environment: ["TMPDIR": sandbox.folder.path])
    let result = try process.wait()
    #expect(result.status == -SIGPIPE)
    #expect(result.errors == "")
    // No temporary folder is left.
    #expect(try sandbox.folder.names() == before)
  }

  @Test(
    "A process that ignores the signal reports the lost reader",
    arguments: [["plugins"], ["check", "sums.yaml"], ["archive", "runs/latest", "-o", "-"]])
  func ignoredSignal(arguments: [String]) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    _ = try sandbox.nnrun("sums.yaml")
    let script = "trap '' PIPE; exec nnrun \"$@\""
    let process = try ChildProcess(
      "/bin/sh", ["-c", script, "sh"] + arguments, in: sandbox.folder.path, output: lostPipe(),
      environment: Sandbox.shellEnvironment)
    expect(
      try process.wait(), status: 74,
      errors: "error: standard output: cannot be written: Broken pipe\n")
  }

  @Test("Predictions end with their reader")
  func predictions() throws {
    let rows = String(repeating: "1,1\n", count: 100_000)
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums, "big.csv": rows])
    _ = try sandbox.nnrun("sums.yaml")
    expect(
      try sandbox.shell("{ nnrun predict runs/latest big.csv; echo $? >&2; } | head -1"),
      output: "output\n", errors: "141\n")
  }

  /// The result is lost, the work is not.
  @Test("A training completes its files first", arguments: [[], ["--quiet"], ["--json"]])
  func training(options: [String]) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let process = try sandbox.start(
      ["sums.yaml"] + options, output: lostPipe(), errors: lostPipe())
    #expect(try process.wait().status == -SIGPIPE)
    #expect(try sandbox.completeRuns().count == 1)
  }

  @Test(
    "The exit code does not depend on readers of notes",
    arguments: [
      ([], 0), (["eta=1e30"], 1), (["eta=x"], 78), (["--nonsense"], 64),
    ] as [([String], Int32)])
  func notes(overrides: [String], status: Int32) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let process = try sandbox.start(["sums.yaml"] + overrides, errors: lostPipe())
    #expect(try process.wait().status == status)
    #expect(try sandbox.completeRuns().count == (status == 0 ? 1 : 0))
  }
}
