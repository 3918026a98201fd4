public import NNFiles

/// The repetition of a complete run, compared bit by bit.
public struct Replay {
  private let path: String
  private let run: CompleteRun
  /// The SHA-256 of its results.
  private let digests: [String: String]
  private let record: JSONValue
  private let options: Runner.Options
  private let searchFolder: String?
  private let registry: Registry

  /// Opens a run or an archive of one.
  ///
  /// - Parameters:
  ///   - path: the run's folder, or the archive
  ///   - searchFolder: a folder in which data files can have any name
  ///   - registry: the plugins that the run can name
  ///   - options: how to run
  /// - Throws: a `UserFacingError` if it is no complete run, something in it is damaged, or it was
  ///   made with another numerics version
  public init(
    _ path: String, searchFolder: String?, registry: Registry, options: Runner.Options
  ) throws {
    self.path = path
    self.searchFolder = searchFolder
    self.registry = registry
    self.options = options
    let location = try RunLocation(path)
    digests = try location.folder.verify()
    run = try CompleteRun(verified: location, registry: registry)
    guard let record = run.record, let numerics = record["environment"]?["numerics"]?.int else {
      throw location.inconsistent(RunFolder.record, "does not tell how the run was made")
    }
    self.record = record
    guard numerics == RunIdentity.numericsVersion else {
      throw OtherNumerics(
        path: path, version: numerics, nnrun: record["environment"]?["nnrun"]?.string)
    }
  }

  /// The number of iterations.
  public var iterations: Int { run.experiment.iterations }

  /// Trains again in a folder of its own, which is gone afterwards, and compares.
  ///
  /// - Parameter observer: receives the progress, and can ask to stop
  /// - Returns: what came out; `nil` if it was asked to stop
  /// - Throws: a `UserFacingError` if data are missing or the file system does not allow it
  public func run(observer: any RunObserver = NoObserver()) throws -> ReplayReport? {
    let scratch = try ScratchFolder()
    defer { withExtendedLifetime(scratch) {} }
    let overrides = try placeData(in: scratch)
    let file = try ExperimentFile(
      path: run.folder.file(RunFolder.resolved), overrides: overrides, registry: registry)
    var options = options
    options.runsDirectory = "\(scratch.path)/runs"
    options.checkpointSeconds = .infinity
    let report = try Runner(options: options).run(file, observer: observer)
    if report.status == .interrupted { return nil }
    let difference =
      report.status == .diverged
      ? "the cost became NaN or infinite after iteration \(report.iterations)"
      : try Difference.first(
        between: run.folder, digests: digests, and: RunFolder(path: report.run))
    return ReplayReport(
      run: path, difference: difference, iterations: iterations,
      secondsThen: record["train_seconds"]?.double ?? 0, secondsNow: report.trainSeconds,
      environment: environmentChanges)
  }

  /// Puts links to the data files in order.
  ///
  /// - Returns: the overrides that lead to them
  private func placeData(in scratch: ScratchFolder) throws -> [String] {
    let manifest = try run.manifest
    let finder = DataFinder(
      run, searchFolder: searchFolder, remedy: "name a folder that has it with --data")
    for entry in manifest.entries {
      let target = try finder.find(entry)
      let link = "\(scratch.path)/\(entry.archiveName)"
      try FileSystem.createDirectories(FileSystem.folder(of: link))
      // Start weights may be the file of a data set as well.
      if !FileSystem.exists(link) { try FileSystem.link(link, to: target) }
    }
    return manifest.overrides(in: scratch.path)
  }

  private var environmentChanges: [ReplayReport.Change] {
    guard case .object(let then)? = record["environment"],
      case .object(let now) = RunRecord.environment(options)
    else { return [] }
    return now.compactMap { key, value in
      let before = then.first { $0.0 == key }?.1.text ?? "unknown"
      return before == value.text
        ? nil : ReplayReport.Change(name: key, then: before, now: value.text)
    }
  }
}

/// What came out of a replay.
public struct ReplayReport: Sendable {
  /// Something about the machine or the program that is not as it was.
  public struct Change: Sendable {
    /// What: `threads`.
    public let name: String
    /// What it was, in JSON.
    public let then: String
    /// What it is now, in JSON.
    public let now: String
  }

  /// The run's folder or archive.
  public let run: String
  /// The first difference between the results; `nil` if they are equal.
  public let difference: String?
  /// The number of iterations.
  public let iterations: Int
  /// The seconds that training took then.
  public let secondsThen: Double
  /// The seconds that it took now.
  public let secondsNow: Double
  /// What is not as it was.
  public let environment: [Change]

  /// The object that `--json` prints.
  public var json: JSONValue {
    .object([
      ("run", .string(run)),
      ("status", .string(difference == nil ? "equal" : "different")),
      ("difference", difference.map { .string($0) } ?? .null),
      ("iterations", .integer(iterations)),
      ("train_seconds_then", .number(secondsThen)),
      ("train_seconds_now", .number(secondsNow)),
      (
        "environment",
        .object(
          environment.map { change in
            (
              change.name,
              .object([("then", .string(change.then)), ("now", .string(change.now))])
            )
          })
      ),
    ])
  }
}

/// A run that another version of nnrun has to repeat.
struct OtherNumerics: UserFacingError {
  let path: String
  let version: Int
  let nnrun: String?

  var exitStatus: ExitStatus { .experimentFailed }

  var description: String {
    "\(path): was made with numerics version \(version) (nnrun \(nnrun ?? "unknown")), and this "
      + "nnrun has version \(RunIdentity.numericsVersion), whose results differ; replay it with an "
      + "nnrun of numerics version \(version)"
  }
}
