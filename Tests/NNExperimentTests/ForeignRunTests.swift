import Foundation
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

/// Files of a run that were copied from another one, or edited.
@Suite("Files of another run")
struct ForeignRunTests {
  private let folder: TemporaryFolder
  private let text = ExperimentText.xor.with("iterations: 40", "evaluate_every: 7")

  init() throws { folder = try TemporaryFolder() }

  /// Trains, and stops after an iteration.
  private func run(
    seed: Int = 1, eta: String = "0.01", in runs: String = "runs", stop iteration: Int? = nil,
    force: Bool = false
  ) throws -> (report: RunReport, notes: [String]) {
    var options = Runner.Options()
    options.runsDirectory = folder.file(runs)
    options.checkpointSeconds = iteration == nil ? .infinity : 0
    options.force = force
    let observer = TestObserver(stopAfter: iteration)
    let report = try Runner(options: options).run(
      folder.read(text, overrides: "seed=\(seed)", "eta=\(eta)"), observer: observer)
    return (report, observer.notes)
  }

  private func copy(_ name: String, from: RunReport, to: RunReport) throws {
    try? FileManager.default.removeItem(atPath: "\(to.run)/\(name)")
    try FileManager.default.copyItem(atPath: "\(from.run)/\(name)", toPath: "\(to.run)/\(name)")
  }

  private static let checkpoints = ["checkpoint.npz", "checkpoint.previous.npz"]

  @Test(
    "Its checkpoints are reported and not used",
    arguments: [checkpoints, checkpoints + ["cost.csv", "metrics.csv"]])
  func checkpoint(files: [String]) throws {
    let expected = try run(seed: 2, in: "undisturbed").report.checksums()
    let other = try run(seed: 1, stop: 30).report
    let own = try run(seed: 2, stop: 20).report
    for name in files { try copy(name, from: other, to: own) }
    let (report, notes) = try run(seed: 2)
    #expect(report.run == own.run && report.status == .completed)
    #expect(
      notes == Self.checkpoints.map { "\(own.run)/\($0): belongs to another run and is not used" })
    #expect(try report.checksums() == expected)
  }

  @Test("The run's own previous checkpoint is used")
  func previous() throws {
    let expected = try run(seed: 2, in: "undisturbed").report.checksums()
    let other = try run(seed: 1, stop: 30).report
    let own = try run(seed: 2, stop: 20).report
    try copy("checkpoint.npz", from: other, to: own)
    let (report, notes) = try run(seed: 2)
    #expect(
      notes == [
        "\(own.run)/checkpoint.npz: belongs to another run and is not used",
        "\(own.run): resumes after iteration 19 of 40",
      ])
    #expect(try report.checksums() == expected)
  }

  /// Changes the state in a checkpoint and leaves everything else valid.
  private func edit(_ path: String, _ change: (String) -> String) throws {
    let keys = ["arr_0", "arr_1", "arr_2", "state"]
    var arrays = try NPZFile.read(path, keys: keys).map { try #require(NPYArray($0)) }
    guard case .uint8(let bytes) = arrays[3].elements else { return }
    let text = Array(change(String(decoding: bytes, as: UTF8.self)).utf8)
    arrays[3] = NPYArray(shape: [text.count], elements: .uint8(text))
    try NPZFile.write(Array(zip(keys, arrays)).map { (key: $0, array: $1) }, to: path)
  }

  @Test(
    "A state that does not fit the files is reported and not used",
    arguments: [
      ("\"iteration\":20,", "\"iteration\":25,", "cost.csv has 20 rows up to it, not 25"),
      ("\"iteration\":20,", "\"iteration\":19,", "cost.csv has 20 rows up to it, not 19"),
      ("\"iteration\":20,", "\"iteration\":200000,", "its content has changed"),
      ("\"iteration\":20,", "\"iteration\":-1,", "its content has changed"),
      ("\"cost\":0", "\"cost\":1", "its content has changed"),
      ("\"identity\":", "\"name\":", "its content has changed"),
    ])
  func editedState(old: String, new: String, reason: String) throws {
    let expected = try run(in: "undisturbed").report.checksums()
    let own = try run(stop: 20).report
    try edit("\(own.run)/checkpoint.npz") {
      #expect($0.contains(old))
      return $0.replacing(old, with: new)
    }
    let (report, notes) = try run()
    #expect(
      notes == [
        "\(own.run)/checkpoint.npz: is damaged and not used (\(reason))",
        "\(own.run): resumes after iteration 19 of 40",
      ])
    #expect(try report.checksums() == expected)
  }

  @Test(
    "The metrics have to be those of all evaluations until then",
    arguments: [
      (["", "7,train,0.7,0.5"], "metrics.csv has 1 row up to it, not 2"),
      (
        ["", "7,train,0.7,0.5", "14,train,0.7,0.5", "20,train,0.7,0.5"],
        "metrics.csv has 3 rows up to it, not 2"
      ),
      (["", "7,train,0.7,0.5", "13,train,0.7,0.5"], "its content has changed"),
      (["", "7,train,0.7,0.5", "14,test,0.7,0.5"], "its content has changed"),
      (
        ["iteration,split,cost,mae,r2", "7,train,0.7,0.5", "14,train,0.7,0.5"],
        "its content has changed"
      ),
    ])
  func measures(rows: [String], reason: String) throws {
    let own = try run(stop: 20).report
    let header = rows[0].isEmpty ? "iteration,split,cost,accuracy" : rows[0]
    let text = ([header] + rows.dropFirst()).joined(separator: "\n") + "\n"
    try AtomicFile.write(Array(text.utf8), to: "\(own.run)/metrics.csv")
    for name in Self.checkpoints {
      try edit("\(own.run)/\(name)") { state in
        state.replacing(#/"metrics_length":\d+/#, with: "\"metrics_length\":\(text.utf8.count)")
          .replacing(
            #/"metrics_sha256":"\w+"/#,
            with: "\"metrics_sha256\":\"\(SHA256.hexDigest(of: Array(text.utf8)))\"")
      }
    }
    let (report, notes) = try run()
    #expect(
      notes == Self.checkpoints.map { "\(own.run)/\($0): is damaged and not used (\(reason))" })
    #expect(report.status == .completed)
  }

  @Test("Weights of another structure or type are not used")
  func otherWeights() throws {
    let own = try run(stop: 20).report
    let path = "\(own.run)/checkpoint.npz"
    let keys = ["arr_0", "arr_1", "arr_2", "state"]
    var arrays = try NPZFile.read(path, keys: keys).map { try #require(NPYArray($0)) }
    arrays[1] = NPYArray(shape: [3, 3], elements: .float32([Float](repeating: 1, count: 9)))
    try NPZFile.write(Array(zip(keys, arrays)).map { (key: $0, array: $1) }, to: path)
    #expect(
      try run().notes.first == "\(path): is damaged and not used (its content has changed)")
  }

  @Test(
    "A complete run under the name of another is refused, and trained again on request")
  func completeRun() throws {
    let expected = try run(seed: 2, in: "undisturbed").report.checksums()
    let other = try run(seed: 1).report
    let own = try run(seed: 2).report
    for name in try FileManager.default.contentsOfDirectory(atPath: other.run) {
      try copy(name, from: other, to: own)
    }
    #expect(
      try failure { try run(seed: 2) }
        == Failure(
          "\(own.run): has the files of another run, which was copied or renamed; rename the "
            + "folder, or train the run that belongs there in its place with --force",
          .badData))
    #expect(try run(seed: 1).report.status == .alreadyComplete)
    // Other commands take it for the run that it is, whatever its name.
    #expect(try CompleteRun(own.run, registry: Registry()).experiment.seed == 1)
    let again = try run(seed: 2, force: true).report
    #expect(try again.checksums() == expected)
  }

  @Test("A run that diverged under the name of another is reported and not used")
  func divergedRun() throws {
    let other = try run(eta: "3e38").report
    #expect(other.status == .diverged)
    let own = try run(seed: 2, stop: 20).report
    try copy("run.json", from: other, to: own)
    #expect(
      try run(seed: 2).notes == [
        "\(own.run)/run.json: belongs to another run and is not used",
        "\(own.run): resumes after iteration 20 of 40",
      ])
  }

  @Test("A record of another run than the settings is refused")
  func otherRecord() throws {
    let other = try run(seed: 1).report
    let own = try run(seed: 2).report
    try copy("run.json", from: other, to: own)
    #expect(
      try failure { try CompleteRun(own.run, registry: Registry()) }
        == Failure(
          "\(own.run)/run.json: belongs to another run than resolved.yaml; train the run again "
            + "with --force",
          .badData))
  }
}
