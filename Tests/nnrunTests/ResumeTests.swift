import Foundation
import TestSupport
import Testing

@Suite("Resuming a run")
struct ResumeTests {
  private static let command = ["sums.yaml", "iterations=400000", "evaluate_every=100000"]

  /// Starts the training, and returns when costs are written.
  private func startTraining(in sandbox: Sandbox) throws -> ChildProcess {
    let process = try sandbox.start(Self.command)
    try process.wait(for: "costs") {
      guard let run = try sandbox.runs().first else { return false }
      return (try? sandbox.folder.bytes("\(run)/cost.csv"))?.isEmpty == false
    }
    return process
  }

  private func sums(of sandbox: Sandbox) throws -> String {
    try sandbox.folder.text("\(try #require(try sandbox.runs().first))/SHA256SUMS")
  }

  private func uninterrupted() throws -> String {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let result = try sandbox.nnrun(Self.command + ["--quiet"])
    #expect(result.status == 0, "\(result.errors)")
    return try sums(of: sandbox)
  }

  @Test(
    "SIGINT and SIGTERM save a checkpoint, from which the next command resumes",
    arguments: [SIGINT, SIGTERM])
  func signals(number: Int32) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let process = try startTraining(in: sandbox)
    process.send(number)
    #expect(try process.wait().status == (number == SIGINT ? -SIGINT : 75))
    let run = try #require(try sandbox.runs().first)
    #expect(try sandbox.folder.names(in: run).contains("checkpoint.npz"))
    let end = try sandbox.nnrun(Self.command)
    #expect(end.status == 0)
    #expect(end.errors.contains(": resumes after iteration "), "\(end.errors)")
    #expect(try sums(of: sandbox) == uninterrupted())
    #expect(try sandbox.folder.text("\(run)/run.json").contains("\"resumed\": 1"))
    #expect(try !sandbox.folder.names(in: run).contains { $0.hasPrefix("checkpoint") })
  }

  @Test(
    "A run that is killed at random moments ends with the same bytes",
    arguments: 0..<5 as Range<UInt64>)
  func killed(round: UInt64) throws {
    let expected = try uninterrupted()
    var generator = SeededGenerator(seed: TestSeed.value &+ round)
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let moments = (0..<4).map { _ in UInt32(generator.next(below: 300_000)) }
    for microseconds in moments {
      let process = try sandbox.start(Self.command + ["--checkpoint-seconds", "0.01"])
      usleep(microseconds)
      process.send(SIGKILL)
      try process.wait()
    }
    let end = try sandbox.nnrun(Self.command + ["--quiet"])
    let label = "\(TestSeed.hint): killed after \(moments) microseconds"
    #expect(end.status == 0 && end.errors == "", "\(label): \(end.errors)")
    #expect(try sums(of: sandbox) == expected, "\(label)")
  }

  @Test(
    "Damage to a checkpoint is reported, and the run still ends with the same bytes",
    arguments: [
      ["checkpoint.npz"], ["checkpoint.npz", "checkpoint.previous.npz"], ["cost.csv"],
    ])
  func damaged(names: [String]) throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let process = try sandbox.start(Self.command + ["--checkpoint-seconds", "0.05"])
    try process.wait(for: "two checkpoints") {
      guard let run = try sandbox.runs().first else { return false }
      return try sandbox.folder.names(in: run).contains("checkpoint.previous.npz")
    }
    process.send(SIGTERM)
    #expect(try process.wait().status == 75)
    let run = try #require(try sandbox.runs().first)
    for name in names {
      var bytes = try sandbox.folder.bytes("\(run)/\(name)")
      bytes[min(200, bytes.count / 2)] ^= 1
      try sandbox.folder.write(bytes, to: "\(run)/\(name)")
    }
    let end = try sandbox.nnrun(Self.command)
    #expect(end.status == 0)
    #expect(
      end.errors.contains("\(run)/checkpoint.npz: is damaged and not used ("), "\(end.errors)")
    #expect(end.errors.contains("resumes after iteration") == (names == ["checkpoint.npz"]))
    #expect(try sums(of: sandbox) == uninterrupted())
  }

  /// `timeout` sends its signal to the process and to its group.
  @Test("Two signals at once count as one")
  func twoSignals() throws {
    let sandbox = try Sandbox(["sums.yaml": Experiments.sums])
    let process = try startTraining(in: sandbox)
    process.send(SIGTERM)
    process.send(SIGTERM)
    #expect(try process.wait().status == 75)
    let run = try #require(try sandbox.runs().first)
    #expect(try sandbox.folder.names(in: run).contains("checkpoint.npz"))
  }

  @Test("The checkpoint is saved even if nobody reads the notes")
  func lostReader() throws {
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
