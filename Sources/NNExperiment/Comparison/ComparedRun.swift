import NNConfig
import NNFiles

/// A run as a comparison sees it: its settings, and what has come out so far.
struct ComparedRun: Sendable {
  /// How far a run is, those first whose results count.
  enum State: String, CaseIterable, Comparable, Sendable {
    case complete = "completed"
    case running, paused, interrupted, diverged

    private var place: Int { Self.allCases.firstIndex(of: self) ?? 0 }

    static func < (a: State, b: State) -> Bool { a.place < b.place }
  }

  /// The path of its folder or archive.
  let path: String
  /// How far it is.
  let state: State
  /// The hash of all that determines its result, which copies of a run have in common; `nil` if
  /// there is no record yet.
  let identity: String?
  /// Its settings.
  let settings: RunSettings
  /// What has come out, by column.
  let results: [String: RunValue]
  /// The process of another machine that is said to train it, which cannot be known from here.
  let distantProcess: String?

  /// Reads a run, but not its data, weights and costs.
  ///
  /// - Parameters:
  ///   - path: what messages and tables call it
  ///   - folder: the run's folder
  ///   - fields: the fields of `resolved.yaml` that name plugins
  /// - Throws: `RunError` if a file of a complete run is missing or damaged; another
  ///   `UserFacingError` if a file cannot be read
  init(_ path: String, in folder: RunFolder, fields: [String: PluginFieldKeys]) throws {
    self.path = path
    let isComplete = try folder.isComplete
    if isComplete {
      try folder.verify([RunFolder.resolved])
      if let name = folder.lostResult { throw RunError.damagedFile(folder.file(name)) }
    }
    let resolved = folder.file(RunFolder.resolved)
    let bytes = try File.read(regular: resolved, limit: 1 << 24)
    let text = String(decoding: bytes, as: UTF8.self)
    let tree = try YAMLParser.parse(
      text, source: SourceText(file: resolved, text: text, directory: folder.path))
    guard let settings = RunSettings(tree, fields: fields) else {
      throw RunError.damagedFile(resolved)
    }
    self.settings = settings
    let record = try RunRecord.read(in: folder)
    let report = record?.report
    identity = record?.identity
    let process = isComplete ? nil : TrainingProcess(in: folder)
    state = isComplete ? .complete : State(of: folder, report, process)
    distantProcess = state == .running && process?.isDistant ?? false ? process?.text : nil
    switch state {
    case .running, .interrupted:
      let end = try Self.lastCost(in: folder)
      results = RunReport.results(iterations: end?.iteration ?? 0, cost: end?.cost)
    case .complete, .paused, .diverged:
      guard let report else { throw RunError.damagedFile(folder.file(RunFolder.record)) }
      results = report.results
    }
  }

  /// The last row of `cost.csv` that is written completely; `nil` if there is none.
  ///
  /// - Throws: `FileError` if the file is there and cannot be read
  private static func lastCost(
    in folder: RunFolder
  ) throws(FileError) -> (iteration: Int, cost: Double)? {
    let end = try FileError.unlessFaultOfFile { () throws(FileError) in
      try File.ends(of: folder.file(RunFolder.cost), count: 256).last
    }
    guard let end else { return nil }
    let lines = String(decoding: end, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    // What follows the last line break is not complete, or empty.
    guard let cells = lines.dropLast().last?.split(separator: ","), cells.count == 2,
      let iteration = Int(cells[0]), let cost = Double(cells[1])
    else { return nil }
    return (iteration, cost)
  }
}

extension ComparedRun.State {
  /// How far the run in a folder is.
  ///
  /// - Parameters:
  ///   - folder: the folder
  ///   - report: what its record says; `nil` if there is none
  ///   - process: the process that is said to train it
  init(of folder: RunFolder, _ report: RunReport?, _ process: TrainingProcess?) {
    self =
      if (try? folder.isComplete) ?? false {
        .complete
      } else if report?.status == .diverged {
        .diverged
      } else if process?.mayRun ?? false {
        .running
      } else {
        report?.status == .paused ? .paused : .interrupted
      }
  }
}
