import Foundation
import NNConfig
import NNCore
import NNData
import NNFiles
import Synchronization
import TestSupport
import Testing

@testable import NNExperiment

/// Counts how often data are loaded.
private final class LoadCounter: Sendable {
  private let count = Atomic<Int>(0)

  var value: Int { count.load(ordering: .sequentiallyConsistent) }

  func add() { count.add(1, ordering: .sequentiallyConsistent) }
}

/// The numbers of an `.npy` file, mapped or in memory; the target is the seed if that is used.
private struct CountedLoader: DatasetLoader {
  let path: String
  let isMapped: Bool
  let usesSeed: Bool
  let counter: LoadCounter

  func files() -> [String] { [path] }

  func load(seed: UInt64) throws -> Dataset {
    counter.add()
    let array = try StoredArray.npy(path)
    // Whoever asks meanwhile has to wait.
    usleep(50_000)
    let count = array.count
    let inputs =
      isMapped
      ? array
      : StoredArray(
        shape: [count, 1], type: .float32, storage: ByteStorage(copying: Array(array.bytes)))
    let target = usesSeed ? Double(seed) : 1
    return Dataset(
      train: Samples(
        count: count, inputWidth: 1, inputs: .init(inputs),
        targets: .values([Double](repeating: target, count: count), width: 1)), test: nil,
      preprocessing: Preprocessing(), contents: Dataset.Contents("number"))
  }
}

@Suite("Data that runs of a process share")
struct DataStoreTests {
  private let folder: TemporaryFolder
  private let counter = LoadCounter()
  private let store = DataStore()

  init() throws {
    folder = try TemporaryFolder()
    try write((0..<20).map { Float($0) / 20 })
  }

  private func write(_ values: [Float]) throws {
    try AtomicFile.write(
      NPYArray(shape: [values.count, 1], elements: .float32(values)).bytes,
      to: folder.file("x.npy"))
  }

  private static let text = ExperimentText([
    "structure: [1, 3, 1]", "activations: {hidden: tanh, output: identity}",
    "loss: squared_error", "iterations: 10", "dataset: {loader: counted, limit: 5}",
  ])

  private func find(
    isMapped: Bool = false, usesSeed: Bool = false, store: DataStore? = nil,
    _ overrides: String...
  ) throws -> FoundRun {
    var registry = Registry()
    let loader = CountedLoader(
      path: folder.file("x.npy"), isMapped: isMapped, usesSeed: usesSeed, counter: counter)
    let limit = Parameter("limit", .integer(1...Int.max), summary: "nothing")
    try registry.add(
      Plugin<any DatasetLoader>("counted", summary: "numbers", parameters: [limit]) { _ in loader })
    let path = try folder.write(Self.text.text, to: "\(UUID().uuidString)/counted.yaml")
    let file = try ExperimentFile(path: path, overrides: overrides, registry: registry)
    return try FoundRun(file, in: folder.file("runs"), store: store ?? self.store)
  }

  private func train(_ run: FoundRun) throws -> RunReport { try Runner().train(run) }

  @Test("A data set is loaded once, and its file hashed once", arguments: [false, true])
  func once(isMapped: Bool) throws {
    let runs = try ["eta=0.1", "eta=0.2", "iterations=5"].map { try find(isMapped: isMapped, $0) }
    #expect(Set(runs.map(\.identity.digest)).count == 3)
    #expect(Set(runs.map { ObjectIdentifier($0.dataFiles[0].file) }).count == 1)
    let reports = try runs.map(train)
    #expect(reports.map(\.status) == [.completed, .completed, .completed])
    #expect(counter.value == 1)
    // Sharing changes no result.
    let alone = try find(isMapped: isMapped, store: DataStore(), "eta=0.2")
    let expected = try reports[1].checksums()
    try FileManager.default.removeItem(atPath: reports[1].run)
    #expect(try train(alone).checksums() == expected)
    #expect(counter.value == 2)
  }

  @Test(
    "A data set that is loaded while its file is hashed is not loaded again, unless that changed",
    .enabled(if: WorkerPool.processorCount > 1), arguments: [false, true])
  func ahead(changes: Bool) throws {
    let experiment = try find(store: DataStore()).file.experiment
    try store.loadAhead(experiment)
    if changes { try write([1, 2, 3]) }
    let dataset = try find().loadDataset(threads: 1).dataset
    #expect(dataset.train.count == (changes ? 3 : 20))
    #expect(counter.value == (changes ? 2 : 1))
  }

  @Test("Threads that ask at the same time get the same data set")
  func simultaneously() throws {
    let runs = try (1...8).map { try find("eta=0.\($0)") }
    let failures = Mutex<[String]>([])
    DispatchQueue.concurrentPerform(iterations: runs.count) { index in
      do {
        let report = try Runner().train(runs[index])
        #expect(report.status == .completed)
      } catch {
        failures.withLock { $0.append("\(error)") }
      }
    }
    #expect(failures.withLock { $0 } == [])
    #expect(counter.value == 1)
  }

  @Test(
    "Settings that make another data set load another",
    arguments: [
      (false, ["seed=1", "seed=2"], 1), (true, ["seed=1", "seed=2"], 2),
      (true, ["eta=0.1", "eta=0.2"], 1), (false, ["dataset.limit=5", "dataset.limit=6"], 2),
    ])
  func key(usesSeed: Bool, overrides: [String], expected: Int) throws {
    for override in overrides { _ = try find(usesSeed: usesSeed, override).loadDataset(threads: 1) }
    #expect(counter.value == expected)
  }

  @Test("The built-in data sets depend on the seed if they are divided and have none of their own")
  func seeds() throws {
    let inline = "loader: inline, inputs: [1, 2, 3, 4], targets: [1, 2, 3, 4]"
    let places = [
      "loader: mnist, path: .", "loader: csv, path: x.csv, target: y",
      "loader: npz, path: x.npz", "loader: binary_numbers", inline,
    ]
    for place in places {
      for (setting, expected) in [
        ("", false), (", test_fraction: 0.5", true), (", folds: 2, fold: 1", true),
        (", test_fraction: 0.5, split_seed: 0", false),
        (", folds: 2, fold: 1, validation_fraction: 0.2, split_seed: 3", false),
      ] {
        let text = Self.text.with("dataset: {\(place)\(setting)}")
        let loader = try folder.read(text).experiment.loader.component
        #expect(loader.usesSeed == expected, "\(place)\(setting)")
      }
    }
  }

  @Test("A load that has failed is tried again")
  func failure() throws {
    let bytes = try folder.bytes("x.npy")
    try folder.write([1, 2, 3], to: "x.npy")
    let run = try find()
    #expect(try TestSupport.failure { try run.loadDataset(threads: 1) } != nil)
    #expect(try TestSupport.failure { try run.loadDataset(threads: 1) } != nil)
    #expect(counter.value == 2)
    let path = folder.file("y.npy")
    #expect(try TestSupport.failure { try store.file(at: path) } != nil)
    try folder.write(bytes, to: "y.npy")
    #expect(try store.file(at: path).digest == SHA256.hexDigest(of: bytes))
  }

  private func changed(_ reason: String) -> Failure {
    Failure(
      "\(folder.file("x.npy")): was changed while it was read (\(reason)); repeat the command when "
        + "it no longer changes", .badData)
  }

  /// Overwrites a number in place, and puts it back if that is asked for.
  private func overwrite(isPutBack: Bool) throws {
    let bytes = try folder.bytes("x.npy")
    let file = try #require(FileHandle(forWritingAtPath: folder.file("x.npy")))
    for number in isPutBack ? [9, bytes[140]] : [9] {
      try file.seek(toOffset: 140)
      try file.write(contentsOf: Data([number]))
    }
    try file.close()
  }

  @Test(
    "A file that has changed since it was hashed is refused, also if its data are loaded",
    arguments: [false, true], [false, true])
  func changes(isMapped: Bool, isPutBack: Bool) throws {
    let (first, second) = (
      try find(isMapped: isMapped, "eta=0.1"), try find(isMapped: isMapped, "eta=0.2")
    )
    #expect(try train(first).status == .completed)
    try overwrite(isPutBack: isPutBack)
    let found = changed("it was written to")
    #expect(try TestSupport.failure { try train(second) } == found)
    #expect(try TestSupport.failure { try find(isMapped: isMapped, "eta=0.3") } == found)
    #expect(!FileSystem.exists(second.folder.path))
    #expect(counter.value == 1)
    // Another process reads it again.
    #expect(try train(find(isMapped: isMapped, store: DataStore())).status == .completed)
  }

  @Test("A file in the place of the one that was hashed is refused", arguments: [false, true])
  func replacement(isMapped: Bool) throws {
    let (first, second) = (
      try find(isMapped: isMapped, "eta=0.1"), try find(isMapped: isMapped, "eta=0.2")
    )
    #expect(try train(first).status == .completed)
    try write([1, 2, 3])
    #expect(
      try TestSupport.failure { try train(second) } == changed("it is a different file now"))
  }

  @Test("A data set that was loaded from other bytes is not kept")
  func otherBytes() throws {
    let run = try find()
    try overwrite(isPutBack: false)
    #expect(
      try TestSupport.failure { try run.loadDataset(threads: 1) } == changed("it was written to"))
    // The file was not hashed by the store, so the store has no data set of it.
    let again = try WatchedFile(hashing: folder.file("x.npy"))
    let watch = DataWatch([DataFile(name: "x.npy", file: again)])
    let before = counter.value
    let dataset = try watch.loadDataset(of: run.file.experiment, in: store)
    #expect(counter.value == before + 1)
    #expect(dataset.train.count == 20)
  }
}
