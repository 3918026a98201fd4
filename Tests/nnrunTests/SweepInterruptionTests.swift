import Foundation
import NNFiles
import TestSupport
import Testing

@Suite("Interrupting a sweep")
struct SweepInterruptionTests {
  private let sandbox: Sandbox

  init() throws { sandbox = try Sandbox(["sums.yaml": Experiments.sums]) }

  /// Two trainings that take a few seconds, and a third one.
  private static let command = [
    "sweep", "sums.yaml", "iterations=150000", "eta=0.001,0.002,0.003", "--jobs", "2", "--quiet",
    "--checkpoint-seconds", "inf",
  ]

  /// Starts a sweep, and waits until two trials are being trained.
  private func start() throws -> ChildProcess {
    let process = try sandbox.start(Self.command)
    try process.wait(for: "two trainings") {
      try sandbox.runs().count { run in
        FileManager.default.fileExists(atPath: sandbox.folder.file("\(run)/cost.csv"))
      } == 2
    }
    return process
  }

  @Test("SIGTERM stops all trials after checkpoints, and the repeated command completes them")
  func terminated() throws {
    let process = try start()
    process.send(SIGTERM)
    let result = try process.wait()
    #expect(result.status == 75)
    #expect(
      result.output.contains(": 3 trials: 3 not finished (repeat the command)\n"),
      "\(result.output)")
    let runs = try sandbox.runs()
    #expect(runs.count == 2)
    for run in runs {
      #expect(try sandbox.folder.names(in: run).contains("checkpoint.npz"), "\(run)")
    }
    let end = try sandbox.nnrun(Self.command.filter { $0 != "--quiet" })
    #expect(end.status == 0)
    #expect(end.output.contains(": 3 trials: 3 completed\n"), "\(end.output)")
    #expect(
      end.errors.matches(of: #/(?m)^trial [12]: resumes after iteration \d+ of 150000$/#).count
        == 2,
      "\(end.errors)")
    let singles = try Sandbox(["sums.yaml": Experiments.sums])
    for eta in ["0.001", "0.002", "0.003"] {
      _ = try singles.nnrun("sums.yaml", "iterations=150000", "eta=\(eta)", "--quiet")
    }
    #expect(try sandbox.checksums() == singles.checksums())
  }

  @Test("A sweep that is stopped when all trials are complete is complete")
  func terminatedAtEnd() throws {
    let errors = Pipe()
    errors.fill()
    // It waits for room in the pipe when it reports the end of its only trial.
    let process = try sandbox.start(["sweep", "sums.yaml", "eta=0.1"], errors: .pipe(errors))
    try process.wait(for: "the end of the trial") { try sandbox.completeRuns().count == 1 }
    process.send(SIGTERM)
    try process.waitForSignal()
    _ = try errors.fileHandleForReading.readToEnd()
    let result = try process.wait()
    #expect(result.status == 0, "\(result)")
    #expect(result.output.contains(": 1 trial: 1 completed\n"), "\(result)")
  }

  /// Otherwise a shell's loop would continue.
  @Test("SIGINT stops all trials after checkpoints, and ends the command")
  func interrupted() throws {
    let process = try start()
    process.send(SIGINT)
    #expect(try process.wait().status == -SIGINT)
    #expect(try sandbox.completeRuns() == [])
    for run in try sandbox.runs() {
      #expect(try sandbox.folder.names(in: run).contains("checkpoint.npz"), "\(run)")
    }
  }

  @Test("Two sweeps at the same time share their trials, and both give all results")
  func simultaneous() throws {
    let command = Self.command.map { $0.replacing("150000", with: "20000") }
    let processes = try [sandbox.start(command), sandbox.start(command + ["seed=3"])]
    for process in processes {
      let result = try process.wait()
      #expect(result.status == 0, "\(result.errors)")
      #expect(result.output.contains(": 3 trials: 3 completed\n"), "\(result.output)")
    }
    #expect(try sandbox.completeRuns().count == 3)
  }

  @Test("A sweep waits for a trial that another process is training")
  func waiting() throws {
    let single = try sandbox.start(["sums.yaml", "iterations=150000", "eta=0.001", "--quiet"])
    try single.wait(for: "the training") {
      guard let run = try sandbox.runs().first else { return false }
      return try sandbox.folder.names(in: run).contains("cost.csv")
    }
    let result = try sandbox.nnrun(
      "sweep", "sums.yaml", "iterations=150000,20", "eta=0.001", "--jobs", "1")
    #expect(result.status == 0)
    let notes = withoutVaryingParts(result.errors).split(separator: "\n")
    #expect(
      notes.first == """
        trial 1 waits: runs/sums-HASH: is being trained by process PID on HOST since TIME
        """)
    #expect(
      notes.dropFirst().dropLast().map { $0.prefix(24) } == [
        "[1/2] iterations=20: cos", "[2/2] iterations=150000:",
      ])
    #expect(result.output.contains(": 2 trials: 2 completed\n"), "\(result.output)")
    #expect(try single.wait().status == 0)
  }
}
