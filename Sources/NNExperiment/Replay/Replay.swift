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

  /// Opens a run or an archive of one.
  ///
  /// - Parameters:
  ///   - path: the run's folder, or the archive
  ///   - searchFolder: a folder in which data files can have any name; `nil` if there is none
  ///   - registry: the plugins that the run can name
  ///   - options: how to run
  /// - Throws: a `UserFacingError` if the path is not a complete run, something in it is damaged,
  ///   or it was made with another numerics version
  public init(
    _ path: String, searchFolder: String?, registry: Registry, options: Runner.Options
  ) throws {
    self.path = path
    self.searchFolder = searchFolder
    self.options = options
    let location = try RunLocation(path)
    (digests, run) = try location.naming {
      (try location.folder.verify(), try CompleteRun(verified: location, registry: registry))
    }
    guard let record = run.record, let numerics = record["environment"]?["numerics"]?.int else {
      throw location.inconsistent(RunFolder.record, "does not say how the run was made")
    }
    self.record = record
    guard numerics == RunIdentity.numericsVersion else {
      throw NumericsMismatch(
        path: path, version: numerics, nnrun: record["environment"]?["nnrun"]?.string)
    }
  }

  /// The iterations between evaluations; 0 means only at the end.
  public var evaluateEvery: Int { run.experiment.evaluateEvery }

  /// Trains again in a temporary folder, and compares.
  ///
  /// - Parameter observer: receives the progress, and can ask to stop
  /// - Returns: the comparison; `nil` if it was asked to stop
  /// - Throws: `DataUnavailable` if a data file is not found; another `UserFacingError` if training
  ///   fails, or files cannot be read or written
  public func run(observer: any RunObserver = NoObserver()) throws -> ReplayReport? {
    let scratch = try ScratchFolder()
    let (overrides, links) = try placeData(in: scratch)
    return try run.location.naming {
      do {
        return try train(in: scratch, overrides: overrides, observer: observer)
      } catch let error as any UserFacingError {
        throw RenamedError(error, links) ?? error
      }
    }
  }

  private func train(
    in scratch: ScratchFolder, overrides: [String], observer: any RunObserver
  ) throws -> ReplayReport? {
    let file = try ExperimentFile(
      path: run.folder.file(RunFolder.resolved), overrides: overrides, registry: run.registry)
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
      run: path, difference: difference,
      iterations: record["iterations"]?.int ?? report.iterations,
      secondsThen: record["train_seconds"]?.double ?? 0, secondsNow: report.trainSeconds,
      environment: environmentChanges)
  }

  /// Makes links to the data files in a folder that is laid out like an archive.
  ///
  /// - Returns: the overrides with which the experiment reads them, and the files to which the
  ///   links lead
  /// - Throws: `RunError` if the record does not list them; `DataUnavailable` if one is not found;
  ///   `FileError` if a link cannot be made
  private func placeData(
    in scratch: ScratchFolder
  ) throws -> (overrides: [String], links: [(path: String, name: String)]) {
    var links: [(path: String, name: String)] = []
    let manifest = try run.manifest
    let finder = DataFinder(
      run, searchFolder: searchFolder, remedy: "name a folder that has it with --data")
    for entry in manifest.entries {
      let target = try finder.find(entry)
      let link = "\(scratch.path)/\(entry.archiveName)"
      try FileSystem.createDirectories(FileSystem.folder(of: link))
      // A file that is read twice may have two entries with the same name in the archive.
      if !FileSystem.exists(link) { try FileSystem.link(link, to: target) }
      links.append((link, target))
    }
    return (manifest.overrides(in: scratch.path), links)
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

/// The result of a replay.
public struct ReplayReport: Sendable {
  /// A difference between the environments of the two trainings.
  public struct Change: Sendable {
    /// The key in the record's `environment`: `threads`.
    public let name: String
    /// The value then, in JSON.
    public let then: String
    /// The value now, in JSON.
    public let now: String
  }

  /// The path of the run's folder or archive.
  public let run: String
  /// The first difference between the results; `nil` if they are equal.
  public let difference: String?
  /// The number of iterations of the run.
  public let iterations: Int
  /// The seconds that the training loop took then.
  public let secondsThen: Double
  /// The seconds that the training loop took now.
  public let secondsNow: Double
  /// What has changed about the machine and the program.
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

/// A run that was made with another numerics version, so that this nnrun cannot repeat it.
struct NumericsMismatch: UserFacingError {
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
