import Foundation
import TestSupport
import Testing

@Suite("Interrupting a run")
struct InterruptionTests {
  /// Starts a training that cannot end: its first progress line does not fit into the pipe.
  private func startTraining(
    _ arguments: [String], in sandbox: Sandbox, errors: Pipe
  ) throws -> ChildProcess {
    errors.fill()
    let process = try sandbox.start(arguments, errors: .pipe(errors))
    // The file of costs is made just before the first iteration, and costs are written in large
    // pieces: it is empty when training starts, unlike that of a complete run.
    try process.wait(for: "the training") {
      guard let run = try sandbox.runs().first else { return false }
      return (try? sandbox.folder.bytes("\(run)/cost.csv")) == []
    }
    return process
  }

  /// Also when it replaces a complete run, of which nothing may be left that looks like a result.
  @Test("A run dies by the signal, and the next command completes it", arguments: [false, true])
  func interrupted(replacing: Bool) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    if replacing { _ = try sandbox.nnrun("sums.yaml") }
    let errors = Pipe()
    let process = try startTraining(
      ["sums.yaml"] + (replacing ? ["--force"] : []), in: sandbox, errors: errors)
    process.send(SIGINT)
    try process.waitForSignal()
    _ = try errors.fileHandleForReading.readToEnd()
    #expect(try process.wait().status == -SIGINT)
    #expect(try sandbox.runs().count == 1)
    #expect(try sandbox.completeRuns() == [])
    expect(
      try sandbox.nnrun("predict", "runs/latest"), status: 65,
      errors: """
        error: runs/latest: is not a complete run; repeat the command that started it

        """)
    let end = try sandbox.nnrun("sums.yaml")
    // It may resume after some iterations, as the signal came before training began or later.
    #expect(end.errors.hasSuffix("100%  iteration 20 of 20  cost 0.0596906\n"), "\(end.errors)")
    compare(
      withoutVaryingParts(end.output),
      "runs/sums-HASH: completed 20 iterations in TIME s\n" + Experiments.sumsResult, "the result")
  }

  /// It dies of the signal, as other programs do that have nothing to resume.
  @Test(
    "A command that does not train leaves nothing temporary behind",
    arguments: [SIGTERM, SIGINT, SIGHUP])
  func temporaryFiles(signal: Int32) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums, "tmp/x": "", "p.csv": "old"])
    _ = try sandbox.shell("nnrun sums.yaml && nnrun archive runs/latest -o a.zip")
    let input = Pipe()
    let process = try sandbox.start(
      ["predict", "a.zip", "-", "-o", "p.csv"], input: .pipe(input),
      environment: ["TMPDIR": sandbox.folder.file("tmp")])
    // The output begins with the first row.
    try input.fileHandleForWriting.write(contentsOf: Data("0.5,0.5\n".utf8))
    try process.wait(for: "its temporary files") {
      try sandbox.folder.names(in: "tmp").count == 2
        && sandbox.folder.names().contains { $0.hasPrefix("p.csv.") }
    }
    process.send(signal)
    let result = try process.wait()
    #expect(result.status == -signal && result.output == "" && result.errors == "", "\(result)")
    #expect(try sandbox.folder.names(in: "tmp") == ["x"])
    #expect(try sandbox.folder.names() == ["a.zip", "p.csv", "runs", "sums.yaml", "tmp"])
    #expect(try sandbox.folder.text("p.csv") == "old")
    try input.fileHandleForWriting.close()
  }

  /// Otherwise two processes in one folder would hash each other's unfinished files.
  @Test(
    "A run that is being trained is left alone by the same command", arguments: [[], ["--force"]])
  func locked(options: [String]) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let errors = Pipe()
    let process = try startTraining(["sums.yaml"], in: sandbox, errors: errors)
    let run = try #require(try sandbox.runs().first)
    #expect(
      try sandbox.folder.text("\(run)/process.txt").hasPrefix("process \(process.identifier) on "))
    expect(
      try sandbox.nnrun(["sums.yaml"] + options), status: 75,
      errors: """
        error: runs/sums-HASH: is being trained by process PID on HOST since TIME; repeat \
        the command when that process has ended

        """)
    // The first one continues to its end once there is room for its progress.
    _ = try errors.fileHandleForReading.readToEnd()
    #expect(try process.wait().status == 0)
    #expect(try sandbox.completeRuns().count == 1)
  }
}
