import Foundation
import TestSupport
import Testing

@Suite("A run that is interrupted")
struct InterruptionTests {
  /// Starts a training that cannot end: its first progress line does not fit into the pipe.
  private func startTraining(
    _ arguments: [String], in sandbox: Sandbox, errors: Pipe
  ) throws -> Process {
    let writer = errors.fileHandleForWriting.fileDescriptor
    let flags = fcntl(writer, F_GETFL)
    _ = fcntl(writer, F_SETFL, flags | O_NONBLOCK)
    let filling = [UInt8](repeating: 0x2E, count: 4096)
    while write(writer, filling, filling.count) > 0 {}
    while write(writer, filling, 1) > 0 {}
    _ = fcntl(writer, F_SETFL, flags)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Sandbox.binary)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: sandbox.folder.path)
    process.standardError = errors
    process.standardOutput = FileHandle.nullDevice
    try withDefaultSignals { try process.run() }
    return process
  }

  /// The file of costs is made just before the first iteration, and costs are written in large
  /// pieces: it is empty when training starts, unlike that of a complete run.
  private func isTraining(in sandbox: Sandbox) throws -> Bool {
    guard let run = try sandbox.runs().first else { return false }
    return (try? sandbox.folder.bytes("\(run)/cost.csv")) == []
  }

  /// Waits until no signal is pending: on a busy machine, a training that is let go on before could
  /// end first.
  private func waitUntilTaken(by process: Process) throws {
    let status = "/proc/\(process.processIdentifier)/status"
    while process.isRunning,
      let text = try? String(contentsOfFile: status, encoding: .utf8),
      let line = text.split(separator: "\n").first(where: { $0.hasPrefix("ShdPnd:") }),
      line.dropFirst("ShdPnd:".count).contains(where: { $0.isHexDigit && $0 != "0" })
    {
      usleep(1000)
    }
    // What follows in the process takes microseconds.
    usleep(50_000)
  }

  /// Also when it replaces a complete run, of which nothing may be left that looks like a result.
  @Test(arguments: [false, true])
  func diesByTheSignalAndIsTrainedByTheNextCommand(replacing: Bool) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    if replacing { _ = try sandbox.nnrun("sums.yaml") }
    let errors = Pipe()
    let process = try startTraining(
      ["sums.yaml"] + (replacing ? ["--force"] : []), in: sandbox, errors: errors)
    while process.isRunning, try !isTraining(in: sandbox) { usleep(1000) }
    process.interrupt()
    try waitUntilTaken(by: process)
    try errors.fileHandleForWriting.close()
    _ = try errors.fileHandleForReading.readToEnd()
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal)
    #expect(process.terminationStatus == SIGINT)
    #expect(try sandbox.runs().count == 1)
    #expect(try sandbox.completeRuns() == [])
    expect(
      try sandbox.nnrun("predict", "runs/latest"), status: 65,
      errors: """
        error: runs/latest: is not a complete run; repeat the command that started it

        """)
    let end = try sandbox.nnrun("sums.yaml")
    // It may go on behind some iterations, as the signal came before training began or later.
    #expect(end.errors.hasSuffix("100%  iteration 20 of 20  cost 0.0596906\n"), "\(end.errors)")
    compare(
      withoutVaryingParts(end.output),
      "runs/sums-HASH: completed 20 iterations in TIME s\n" + Experiments.sumsResult, "the result")
  }

  /// Two processes in one folder would hash each other's unfinished files.
  @Test func isLeftAloneByTheSameCommand() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let errors = Pipe()
    let process = try startTraining(["sums.yaml"], in: sandbox, errors: errors)
    while process.isRunning, try !isTraining(in: sandbox) { usleep(1000) }
    let run = try #require(try sandbox.runs().first)
    #expect(
      try sandbox.folder.text("\(run)/process.txt").hasPrefix(
        "process \(process.processIdentifier) on "))
    for options in [[], ["--force"]] {
      expect(
        try runCommand(Sandbox.binary, ["sums.yaml"] + options, in: sandbox.folder.path),
        status: 75,
        errors: """
          error: runs/sums-HASH: is being trained by process PID on HOST since TIME; repeat \
          the command when that has ended

          """)
    }
    // The first one goes on to its end once there is room for its progress.
    try errors.fileHandleForWriting.close()
    _ = try errors.fileHandleForReading.readToEnd()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 0)
    #expect(try sandbox.completeRuns().count == 1)
  }
}
