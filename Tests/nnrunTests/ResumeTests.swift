import Foundation
import TestSupport
import Testing

@Suite("A run that goes on")
struct ResumeTests {
  private static let command = ["sums.yaml", "iterations=400000", "evaluate_every=100000"]

  private func start(_ arguments: [String], in sandbox: Sandbox) throws -> Process {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Sandbox.binary)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: sandbox.folder.path)
    process.standardError = FileHandle.nullDevice
    process.standardOutput = FileHandle.nullDevice
    try withDefaultSignals { try process.run() }
    return process
  }

  /// Waits until costs are written, then a little more.
  private func waitForTraining(_ process: Process, in sandbox: Sandbox) throws {
    while process.isRunning {
      let run = try sandbox.runs().first
      if let run, let bytes = try? sandbox.folder.bytes("\(run)/cost.csv"), !bytes.isEmpty {
        return
      }
      usleep(1000)
    }
  }

  private func sums(of sandbox: Sandbox) throws -> String {
    try sandbox.folder.text("\(try #require(try sandbox.runs().first))/SHA256SUMS")
  }

  private func uninterrupted() throws -> String {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let result = try runCommand(
      Sandbox.binary, Self.command + ["--quiet"], in: sandbox.folder.path)
    #expect(result.status == 0, "\(result.errors)")
    return try sums(of: sandbox)
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func aSignalTakesACheckpoint(number: Int32) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let process = try start(Self.command, in: sandbox)
    try waitForTraining(process, in: sandbox)
    kill(process.processIdentifier, number)
    process.waitUntilExit()
    if number == SIGINT {
      #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == SIGINT)
    } else {
      #expect(process.terminationReason == .exit && process.terminationStatus == 75)
    }
    let run = try #require(try sandbox.runs().first)
    #expect(try sandbox.folder.names(in: run).contains("checkpoint.npz"))
    let end = try runCommand(Sandbox.binary, Self.command, in: sandbox.folder.path)
    #expect(end.status == 0)
    #expect(end.errors.contains(": resumes after iteration "), "\(end.errors)")
    #expect(try sums(of: sandbox) == uninterrupted())
    #expect(try sandbox.folder.text("\(run)/run.json").contains("\"resumed\": 1"))
    #expect(try !sandbox.folder.names(in: run).contains { $0.hasPrefix("checkpoint") })
  }

  @Test func itIsKilledAtRandomInstants() throws {
    let expected = try uninterrupted()
    var generator = SystemRandomNumberGenerator()
    for round in 0..<5 {
      let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
      for _ in 0..<4 {
        let process = try start(Self.command + ["--checkpoint-seconds", "0.01"], in: sandbox)
        usleep(UInt32.random(in: 0..<300_000, using: &generator))
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
      }
      let end = try runCommand(
        Sandbox.binary, Self.command + ["--quiet"], in: sandbox.folder.path)
      #expect(end.status == 0 && end.errors == "", "\(end.errors)")
      #expect(try sums(of: sandbox) == expected, "round \(round)")
    }
  }

  @Test(arguments: [
    ["checkpoint.npz"], ["checkpoint.npz", "checkpoint.previous.npz"], ["cost.csv"],
  ])
  func damageIsToldAndMended(names: [String]) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let process = try start(Self.command + ["--checkpoint-seconds", "0.05"], in: sandbox)
    let run: String = try {
      while process.isRunning {
        if let run = try sandbox.runs().first,
          try sandbox.folder.names(in: run).contains("checkpoint.previous.npz")
        {
          return run
        }
        usleep(1000)
      }
      return ""
    }()
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationStatus == 75)
    for name in names {
      var bytes = try sandbox.folder.bytes("\(run)/\(name)")
      bytes[min(200, bytes.count / 2)] ^= 1
      try sandbox.folder.write(bytes, to: "\(run)/\(name)")
    }
    let end = try runCommand(Sandbox.binary, Self.command, in: sandbox.folder.path)
    #expect(end.status == 0)
    #expect(
      end.errors.contains("\(run)/checkpoint.npz: is damaged and not used ("), "\(end.errors)")
    #expect(end.errors.contains("resumes after iteration") == (names == ["checkpoint.npz"]))
    #expect(try sums(of: sandbox) == uninterrupted())
  }

  /// `timeout` sends its signal to the process and to its group.
  @Test func twoSignalsAtOnceAreOne() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let process = try start(Self.command, in: sandbox)
    try waitForTraining(process, in: sandbox)
    kill(process.processIdentifier, SIGTERM)
    kill(process.processIdentifier, SIGTERM)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit && process.terminationStatus == 75)
    let run = try #require(try sandbox.runs().first)
    #expect(try sandbox.folder.names(in: run).contains("checkpoint.npz"))
  }

  @Test func nobodyNeedsToReadThatItStops() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let result = try sandbox.shell(
      """
      { nnrun sums.yaml iterations=100000000 --quiet & pid=$!
        while ! [ -s runs/latest/cost.csv ]; do sleep 0.01; done
        kill $pid; wait $pid; echo $? >status; } | true
      cat status
      """)
    expect(result, output: "75\n")
  }
}
