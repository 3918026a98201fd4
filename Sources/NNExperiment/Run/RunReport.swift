public import NNCore
public import NNData
public import NNFiles

/// The result of a run.
public struct RunReport: Sendable {
  /// How a run ended.
  public enum Status: String, Sendable {
    /// It was trained to its end now.
    case completed
    /// It had been trained to its end before.
    case alreadyComplete = "already_complete"
    /// It was stopped; the same command resumes it.
    case interrupted
    /// A sweep has paused it because others were better; its command resumes it.
    case paused
    /// Its cost became NaN or infinite, now or before.
    case diverged
  }

  /// The path of the run's folder.
  public let run: String
  /// How it ended.
  public let status: Status
  /// The number of iterations that were done; for a run that diverged, of those whose cost was
  /// finite.
  public let iterations: Int
  /// The mean cost of the samples in the last of these iterations; `nil` if there is none.
  public let cost: Double?
  /// The number of weights, bias weights included.
  public let parameters: Int
  /// The seconds that the training loop took, in all processes together.
  public let trainSeconds: Double
  /// The seconds from reading the data to the end, in all processes together.
  public let totalSeconds: Double
  /// The metrics on each set; `nil` for a run that was stopped or diverged.
  public let metrics: BySplit<Metrics>?
  /// The metrics of the network where the run is paused.
  var atPause: SetMetrics?
  /// Whether the training ended before its last iteration; `nil` without early stopping.
  public let stoppedEarly: Bool?
  /// The iteration whose weights are the result, if they are not those of the last one.
  public let bestIteration: Int?
  /// The formula that made a run diverge, or may have done so; `nil` if it was none.
  public let fault: DivergenceCause?
  /// What is doubtful about the run and what to try, a sentence each.
  public let warnings: [String]
  /// The settings of the command that replaced those of the experiment file, `KEY=VALUE`.
  public var overrides: [String] = []

  /// The key of a fault in JSON.
  private static func faultKey(isCertain: Bool) -> String {
    isCertain ? "fault" : "possible_fault"
  }

  /// The object that `--json` prints.
  public var json: JSONValue {
    .object(
      [
        ("run", .string(run)), ("status", .string(status.rawValue)),
        ("overrides", .array(overrides.map { .string($0) })),
      ] + resultFields)
  }

  /// The metrics that say most about the network: those of data that were not trained on.
  package var decisiveMetrics: Metrics? {
    atPause?.metrics ?? metrics.map { $0.validation ?? $0.test ?? $0.train }
  }

  /// The same result, of a training that has just been completed by another process.
  var completedNow: RunReport {
    RunReport(
      run: run, status: status == .alreadyComplete ? .completed : status, iterations: iterations,
      cost: cost, parameters: parameters, trainSeconds: trainSeconds, totalSeconds: totalSeconds,
      metrics: metrics, stoppedEarly: stoppedEarly, bestIteration: bestIteration, fault: fault,
      warnings: warnings, overrides: overrides)
  }

  /// The fields of the result, which `run.json` has too.
  var resultFields: [(String, JSONValue)] {
    var fields: [(String, JSONValue)] = [
      ("iterations", .integer(iterations)),
      ("cost", cost.map { .number($0) } ?? .null),
      ("parameters", .integer(parameters)),
      ("train_seconds", .number(trainSeconds)),
      ("total_seconds", .number(totalSeconds)),
    ]
    if let stoppedEarly { fields.append(("stopped_early", .bool(stoppedEarly))) }
    if let bestIteration { fields.append(("best_iteration", .integer(bestIteration))) }
    if let metrics { fields += metrics.map { ($0.split.rawValue, $0.value.json) } }
    if let atPause { fields.append((atPause.split.rawValue, atPause.metrics.json)) }
    if let fault {
      fields.append((Self.faultKey(isCertain: fault.isCertain), .string(fault.text)))
    }
    if !warnings.isEmpty { fields.append(("warnings", .array(warnings.map { .string($0) }))) }
    return fields
  }
}

extension RunReport {
  /// Reads the result from the record of a finished run; `nil` if the record does not have one.
  init?(run: String, record: JSONValue) {
    guard let status = record["status"]?.string.flatMap(Status.init),
      let iterations = record["iterations"]?.int, let parameters = record["parameters"]?.int,
      let trainSeconds = record["train_seconds"]?.double,
      let totalSeconds = record["total_seconds"]?.double
    else { return nil }
    func metrics(_ split: Split) -> Metrics? { record[split.rawValue].flatMap(Metrics.init) }
    self.init(
      run: run, status: status == .completed ? .alreadyComplete : status, iterations: iterations,
      cost: record["cost"]?.double, parameters: parameters, trainSeconds: trainSeconds,
      totalSeconds: totalSeconds,
      metrics: metrics(.train).map {
        BySplit(train: $0, validation: metrics(.validation), test: metrics(.test))
      },
      stoppedEarly: record["stopped_early"].map { $0 == .bool(true) },
      bestIteration: record["best_iteration"]?.int,
      fault: [true, false].lazy.compactMap { isCertain in
        record[Self.faultKey(isCertain: isCertain)]?.string
          .map { DivergenceCause($0, isCertain: isCertain) }
      }.first,
      warnings: record["warnings"]?.strings ?? [],
      overrides: record["overrides"]?.strings ?? [])
    guard status == .paused else { return }
    atPause =
      Split.allCases.lazy.compactMap { split in
        metrics(split).map { SetMetrics(split: split, metrics: $0) }
      }.first
  }
}
