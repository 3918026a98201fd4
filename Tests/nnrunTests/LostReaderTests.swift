import Foundation
import TestSupport
import Testing

@Suite("Outputs that nobody reads any more")
struct LostReaderTests {
  /// A pipe without a reader.
  private func lostPipe() throws -> Pipe {
    let pipe = Pipe()
    try pipe.fileHandleForReading.close()
    return pipe
  }

  private func nnrun(
    _ arguments: [String], in sandbox: Sandbox, output: Any, errors: Any,
    ignoresSignal: Bool = false
  ) throws -> Process {
    let process = Process()
    let shell = ["/bin/sh", "-c", "trap '' PIPE; exec \"$0\" \"$@\""]
    let command = (ignoresSignal ? shell : []) + [Sandbox.binary] + arguments
    process.executableURL = URL(fileURLWithPath: command[0])
    process.arguments = Array(command.dropFirst())
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["TMPDIR": sandbox.folder.path]) { $1 }
    process.currentDirectoryURL = URL(fileURLWithPath: sandbox.folder.path)
    process.standardInput = FileHandle.nullDevice
    process.standardOutput = output
    process.standardError = errors
    try withDefaultSignals { try process.run() }
    process.waitUntilExit()
    return process
  }

  /// As other tools do in front of `head`.
  @Test(arguments: [
    ["plugins"], ["check", "sums.yaml"], ["predict", "runs/latest", "new.csv"], ["sums.yaml"],
    ["--help"], ["archive", "runs/latest", "-o", "-"], ["archive", "sums.zip", "-o", "-"],
  ])
  func aResultThatNobodyReadsIsASilentEnd(arguments: [String]) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums, "new.csv": "1,1\n", "errors": ""])
    _ = try sandbox.nnrun("sums.yaml")
    _ = try sandbox.nnrun("archive", "runs/latest", "-o", "sums.zip")
    let before = try sandbox.folder.names()
    let errors = FileHandle(forWritingAtPath: sandbox.folder.file("errors"))
    let process = try nnrun(
      arguments, in: sandbox, output: lostPipe(), errors: try #require(errors))
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == SIGPIPE)
    #expect(try sandbox.folder.text("errors") == "")
    // No temporary folder is left.
    #expect(try sandbox.folder.names() == before)
  }

  @Test(arguments: [["plugins"], ["check", "sums.yaml"], ["archive", "runs/latest", "-o", "-"]])
  func whoIgnoresTheSignalGetsAnError(arguments: [String]) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums, "errors": ""])
    _ = try sandbox.nnrun("sums.yaml")
    let errors = FileHandle(forWritingAtPath: sandbox.folder.file("errors"))
    let process = try nnrun(
      arguments, in: sandbox, output: lostPipe(), errors: try #require(errors),
      ignoresSignal: true)
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 74)
    #expect(
      try sandbox.folder.text("errors")
        == "error: standard output: cannot be written: Broken pipe\n")
  }

  @Test func predictionsEndWithTheirReader() throws {
    let rows = String(repeating: "1,1\n", count: 100_000)
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums, "big.csv": rows])
    _ = try sandbox.nnrun("sums.yaml")
    expect(
      try sandbox.shell("{ nnrun predict runs/latest big.csv; echo $? >&2; } | head -1"),
      output: "output\n", errors: "141\n")
  }

  /// The result is lost, the work is not.
  @Test(arguments: [[], ["--quiet"], ["--json"]])
  func aTrainingCompletesItsFilesFirst(options: [String]) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let process = try nnrun(
      ["sums.yaml"] + options, in: sandbox, output: lostPipe(), errors: lostPipe())
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == SIGPIPE)
    #expect(try sandbox.completeRuns().count == 1)
  }

  @Test(
    arguments: [
      ([], 0), (["eta=1e30"], 1), (["eta=x"], 78), (["--nonsense"], 64),
    ] as [([String], Int32)])
  func theExitCodeDoesNotDependOnReadersOfNotes(overrides: [String], status: Int32) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let process = try nnrun(
      ["sums.yaml"] + overrides, in: sandbox, output: FileHandle.nullDevice, errors: lostPipe())
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == status)
    #expect(try sandbox.completeRuns().count == (status == 0 ? 1 : 0))
  }
}
