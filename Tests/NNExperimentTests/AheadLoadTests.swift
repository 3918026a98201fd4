import NNConfig
import NNData
import NNFiles
import TestSupport
import Testing

@testable import NNExperiment

@Suite("Loading a data set while its files are hashed")
struct AheadLoadTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try write(["1", "2", "3"])
  }

  private func write(_ values: [String]) throws {
    try folder.write(
      "x,y\n" + values.map { "\($0),\($0)\n" }.joined(), to: "rows.csv")
  }

  private func experiment() throws -> Experiment {
    let source = """
      structure: [1, 1]
      activations: {output: identity}
      loss: squared_error
      dataset: {loader: csv, path: rows.csv, target: y}
      """
    try folder.write(source, to: "rows.yaml")
    return try ExperimentFile(
      path: folder.file("rows.yaml"), registry: Registry()
    ).experiment
  }

  private func load(_ experiment: Experiment, in store: DataStore) throws -> Dataset {
    let files = try DataFile.ofDataset(of: experiment, in: store)
    return try DataWatch(files).loadDataset(of: experiment, in: store)
  }

  @Test("It is the same data set")
  func same() throws {
    let experiment = try experiment()
    let store = DataStore()
    try store.loadAhead(experiment)
    let (ahead, later) = (try load(experiment, in: store), try load(experiment, in: DataStore()))
    #expect(ahead.train.count == 3 && ahead.summary == later.summary)
  }

  @Test("It is not used if a file has changed before it was hashed", arguments: [false, true])
  func changed(isReplaced: Bool) throws {
    let experiment = try experiment()
    let store = DataStore()
    try store.loadAhead(experiment)
    if isReplaced { try folder.remove("rows.csv") }
    try write(["4", "5"])
    #expect(try load(experiment, in: store).train.count == 2)
  }

  @Test("What is wrong with a file is reported as it is without")
  func errors() throws {
    let experiment = try experiment()
    try write(["1", "two", "3"])
    let messages = try [true, false].map { isAhead in
      try failure(in: folder) {
        let store = DataStore()
        if isAhead { try store.loadAhead(experiment) }
        _ = try load(experiment, in: store)
      }
    }
    #expect(messages[0] != nil && messages[0] == messages[1])
  }

  @Test("A folder of runs has some of a name, or none")
  func runs() throws {
    let runs = folder.file("runs")
    #expect(!RunFolder.hasRuns(named: "rows", in: runs))
    try folder.write("", to: "runs/other-0123/run.json")
    #expect(!RunFolder.hasRuns(named: "rows", in: runs))
    try folder.write("", to: "runs/rows-0123/run.json")
    #expect(RunFolder.hasRuns(named: "rows", in: runs))
  }
}
