import Foundation
import NNConfig
import NNData
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

/// Reads the data set `dataset` of a file, and does something before and after that.
private struct DisturbedLoader: DatasetLoader {
  let path: String
  let dataset: @Sendable (String) throws -> Dataset
  let before: @Sendable () throws -> Void
  let after: @Sendable () throws -> Void

  func files() -> [String] { [path] }

  func load(seed: UInt64) throws -> Dataset {
    try before()
    let result = try dataset(path)
    try after()
    return result
  }
}

/// Trains on a file of NumPy or CSV that changes meanwhile.
@Suite("Data that change while a run uses them")
struct ChangedDataTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.array(Self.inputs), to: "x.npy")
    try folder.write(Self.array(Self.inputs.map { 2 * $0 }), to: "y.npy")
    try folder.write("x,y\n" + Self.inputs.map { "\($0),\(2 * $0)\n" }.joined(), to: "rows.csv")
  }

  private static let inputs = (0..<50).map { Float($0) / 50 }

  private static func array(_ values: [Float]) -> [UInt8] {
    NPYArray(shape: [values.count, 1], elements: .float32(values)).bytes
  }

  private func text(_ dataset: String) -> ExperimentText {
    ExperimentText([
      "structure: [1, 3, 1]", "activations: {hidden: tanh, output: identity}",
      "loss: squared_error", "iterations: 40", "batch_size: 8", "evaluate_every: 7",
      "dataset: \(dataset)",
    ])
  }

  private var mapped: ExperimentText { text("{loader: npz, path: x.npy, targets_path: y.npy}") }
  private var inMemory: ExperimentText { text("{loader: csv, path: rows.csv, target: y}") }

  private func run(
    _ text: ExperimentText, in runs: String = "runs", checkpointSeconds: Double = 0,
    note: (String) -> Void = { _ in }, at iteration: Int = 0,
    _ change: () throws -> Void = {}
  ) throws -> RunReport {
    var options = Runner.Options()
    options.runsDirectory = folder.file(runs)
    options.checkpointSeconds = checkpointSeconds
    return try withoutActuallyEscaping(change) { change in
      let observer = TestObserver { if $0 == iteration { try change() } }
      defer { observer.notes.forEach(note) }
      let report = try Runner(options: options).run(folder.read(text), observer: observer)
      if let failure = observer.failure { throw failure }
      return report
    }
  }

  /// Overwrites bytes in place.
  private func overwrite(_ name: String, _ bytes: [UInt8], at offset: UInt64) throws {
    let file = try #require(FileHandle(forWritingAtPath: folder.file(name)))
    try file.seek(toOffset: offset)
    try file.write(contentsOf: Data(bytes))
    try file.close()
  }

  /// Sets the time of the last modification, for example back to what it was.
  private func setTime(_ name: String, _ date: Date) throws {
    try FileManager.default.setAttributes(
      [.modificationDate: date], ofItemAtPath: folder.file(name))
  }

  private func time(_ name: String) throws -> Date {
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.file(name))
    return try #require(attributes[.modificationDate] as? Date)
  }

  private func message(_ name: String, _ reason: String) throws -> String {
    """
    \(folder.file(name)): was changed while the run used it (\(reason)), so what was computed since \
    the last checkpoint is not kept; put the file back as it was (SHA-256 \
    \(try SHA256.hexDigest(ofFile: folder.file("kept")))) and repeat the command to resume; any \
    other file makes it another run
    """
  }

  /// Files that are changed in place, and the trace that the change leaves.
  @Test(
    "What was computed since a change is not kept, and the same command resumes to the same result",
    arguments: [
      ("mapped", "it was written to"), ("memory", "it had"),
    ])
  func changed(kind: String, reason: String) throws {
    let (text, name) = kind == "mapped" ? (mapped, "x.npy") : (inMemory, "rows.csv")
    let expected = try run(text, in: "undisturbed").checksums()
    let bytes = try folder.bytes(name)
    try folder.write(bytes, to: "kept")
    let changed = kind == "mapped" ? [UInt8](repeating: 1, count: 100) : Array("1,1\n".utf8)
    let offset = UInt64(kind == "mapped" ? 140 : bytes.count)
    let found = try failure {
      try run(text, at: 20) { try overwrite(name, changed, at: offset) }
    }
    let seen =
      kind == "mapped" ? reason : "it had \(bytes.count) bytes and has \(bytes.count + 4)"
    #expect(found == Failure(try message(name, seen), .badData))
    let runs = try folder.names(in: "runs").filter { $0 != "latest" }
    let files = try folder.names(in: "runs/\(runs[0])")
    #expect(files.contains("checkpoint.npz"))
    #expect(!files.contains("SHA256SUMS") && !files.contains("run.json"))

    try overwrite(name, bytes, at: 0)
    let handle = try #require(FileHandle(forWritingAtPath: folder.file(name)))
    try handle.truncate(atOffset: UInt64(bytes.count))
    var notes: [String] = []
    let report = try run(text, note: { notes.append($0) })
    // From the checkpoint after the previous iteration.
    #expect(notes == ["\(report.run): resumes after iteration 19 of 40"])
    #expect(try report.checksums() == expected)
  }

  @Test("Putting a file back does not make good what was read meanwhile", arguments: [false, true])
  func putBack(isDatedBack: Bool) throws {
    let bytes = try folder.bytes("x.npy")
    try folder.write(bytes, to: "kept")
    let before = try time("x.npy")
    // Without checkpoints, changes are only looked for at the end.
    let found = try failure {
      try run(mapped, checkpointSeconds: .infinity, at: 20) {
        try overwrite("x.npy", [9, 9, 9], at: 140)
        try overwrite("x.npy", bytes, at: 0)
        if isDatedBack { try setTime("x.npy", before) }
      }
    }
    // If the date was rounded when it was set, it differs from the old one.
    let reasons = [
      "it was written to",
      "its permissions, owner or times were changed, or its bytes were and its times restored",
    ]
    let messages = try reasons.map { Failure(try message("x.npy", $0), .badData) }
    #expect(found.map(messages.contains) == true, "\(found?.text ?? "completed")")
  }

  @Test("A change of permissions cannot be distinguished from bytes that were put back")
  func permissions() throws {
    try folder.write(folder.bytes("x.npy"), to: "kept")
    let found = try failure {
      try run(mapped, at: 20) { chmod(folder.file("x.npy"), 0o600) }
    }
    let reason =
      "its permissions, owner or times were changed, or its bytes were and its times restored"
    #expect(found == Failure(try message("x.npy", reason), .badData))
    #expect(try run(mapped).status == .completed)
  }

  @Test(
    "Data read into memory have to be the same at the end, and a warning says that they were touched"
  )
  func touched() throws {
    let expected = try run(inMemory, in: "undisturbed").checksums()
    let bytes = try folder.bytes("rows.csv")
    let report = try run(inMemory, at: 20) {
      try overwrite("rows.csv", [9, 9, 9], at: 0)
      try overwrite("rows.csv", bytes, at: 0)
    }
    #expect(try report.checksums() == expected)
    #expect(
      report.warnings == [
        "\(folder.file("rows.csv")): was touched while the run used it (it was written to); "
          + "it was already in memory, and its bytes are the same as before"
      ])
    let record = try JSONValue(parsing: File.read("\(report.run)/run.json", limit: 10_000))
    #expect(record["warnings"]?.strings == report.warnings)
  }

  @Test(
    "A file that is replaced by another stays mapped as it was",
    arguments: ["rename", "remove", "move"])
  func replaced(how: String) throws {
    let expected = try run(mapped, in: "undisturbed").checksums()
    let digest = try SHA256.hexDigest(ofFile: folder.file("x.npy"))
    let report = try run(mapped, at: 20) {
      switch how {
      case "rename": try AtomicFile.write([1, 2, 3], to: folder.file("x.npy"))
      case "remove": unlink(folder.file("x.npy"))
      default: rename(folder.file("x.npy"), folder.file("elsewhere.npy"))
      }
    }
    #expect(try report.checksums() == expected)
    #expect(
      report.warnings == [
        "\(folder.file("x.npy")): was removed or replaced while the run used it; the run used "
          + "the file that was there before, with the SHA-256 \(digest)"
      ])
  }

  @Test("Start weights are watched as data are")
  func startWeights() throws {
    let first = try run(mapped, in: "first")
    try FileManager.default.copyItem(
      atPath: "\(first.run)/weights.npz", toPath: folder.file("start.npz"))
    try folder.write(folder.bytes("start.npz"), to: "kept")
    let size = try folder.bytes("start.npz").count
    let found = try failure {
      try run(mapped.with("initializer: {name: npz, path: start.npz}"), at: 20) {
        try overwrite("start.npz", [0], at: UInt64(size))
      }
    }
    let reason = "it had \(size) bytes and has \(size + 1)"
    #expect(found == Failure(try message("start.npz", reason), .badData))
  }

  /// Something happens between hashing and loading, or between loading and looking.
  private func disturbed(
    _ path: String, isMapped: Bool = true, before: @escaping @Sendable () throws -> Void = {},
    after: @escaping @Sendable () throws -> Void = {}
  ) throws -> Failure? {
    var registry = Registry()
    let loader = DisturbedLoader(
      path: path,
      dataset: { path in
        let array =
          isMapped
          ? try StoredArray.npy(path)
          : StoredArray(
            shape: [50, 1], type: .float64,
            storage: ByteStorage(copying: [Double](repeating: 1, count: 50)))
        return Dataset(
          train: Samples(
            count: 50, inputWidth: 1, inputs: .init(array),
            targets: .values([Double](repeating: 1, count: 50), width: 1)), test: nil,
          preprocessing: Preprocessing(), contents: Dataset.Contents("number"))
      }, before: before, after: after)
    try registry.add(Plugin<any DatasetLoader>("disturbed", summary: "a data set") { _ in loader })
    var options = Runner.Options()
    options.runsDirectory = folder.file("runs")
    options.force = true
    let file = try folder.write(text("disturbed").text, to: "disturbed.yaml")
    return try failure {
      try Runner(options: options).run(ExperimentFile(path: file, registry: registry))
    }
  }

  @Test("What is loaded is what was hashed")
  func whileLoading() throws {
    let x = folder.file("x.npy")
    let other = try folder.bytes("y.npy")
    #expect(try disturbed(x) == nil)
    let replaced = Failure(
      "\(x): was changed while it was read (it is a different file now); repeat the command when "
        + "it no longer changes", .badData)
    #expect(try disturbed(x, before: { try AtomicFile.write(other, to: x) }) == replaced)
    #expect(try disturbed(x, after: { try AtomicFile.write(other, to: x) }) == replaced)
    #expect(
      try disturbed(x, after: { try Data(other.reversed()).write(to: URL(fileURLWithPath: x)) })
        == Failure(
          "\(x): was changed while it was read (it was written to); repeat the command "
            + "when it no longer changes", .badData))
  }

  /// Whether the file stays mapped or was read.
  @Test(
    "A link that leads elsewhere while the file is loaded, and back, is noticed",
    arguments: [true, false])
  func links(isMapped: Bool) throws {
    let (x, y) = (folder.file("x.npy"), folder.file("y.npy"))
    let link = folder.file("link.npy")
    try FileSystem.replaceSymbolicLink(at: link, to: y)
    #expect(try disturbed(link, isMapped: isMapped) == nil)
    #expect(
      try disturbed(
        link, isMapped: isMapped, before: { try FileSystem.replaceSymbolicLink(at: link, to: x) },
        after: { try FileSystem.replaceSymbolicLink(at: link, to: y) })
        == Failure(
          "\(link): was changed while it was read (it is a different file now); repeat the command "
            + "when it no longer changes", .badData))
  }

  @Test("A file that appears beside the hashed one and would be read in its place is noticed")
  func substitute() throws {
    let image: [UInt8] = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2]
    let labels: [UInt8] = [0, 0, 8, 1, 0, 0, 0, 2, 0, 1]
    try folder.write(gzipped(image + [1, 2, 3, 4]), to: "mnist/train-images-idx3-ubyte.gz")
    try folder.write(labels, to: "mnist/train-labels-idx1-ubyte")
    let file = try folder.read(
      ExperimentText([
        "structure: [2, 2]", "activations: {output: softmax}", "loss: cross_entropy",
        "dataset: {loader: mnist, path: mnist, test_fraction: 0.5}",
      ]))
    let store = DataStore()
    let watch = DataWatch(try DataFile.all(of: file.experiment, in: store))
    _ = try watch.loadDataset(of: file.experiment, in: store)
    let raw = try folder.write(image + [4, 3, 2, 1], to: "mnist/train-images-idx3-ubyte")
    #expect(
      try failure { try watch.loadDataset(of: file.experiment, in: store) }
        == Failure(
          "\(raw): was changed while it was read (it was not there before); repeat the command when "
            + "it no longer changes", .badData))
  }

  @Test("A mistake in a file that somebody is writing is not shown")
  func mistakesOfOthers() throws {
    let x = folder.file("x.npy")
    let found = try disturbed(x, before: { try AtomicFile.write([1, 2, 3], to: x) })
    #expect(found?.text.contains("was changed while it was read") == true)
  }
}
