import NNExperiment
import NNFiles

extension Sweep {
  /// The trials for people: settings, run folders and what is there already.
  var table: String {
    var table = Table(rightAligned: [0])
    for trial in trials {
      let status = trial.original.map { "same as \($0)" } ?? status(of: trial)
      table.add("\(trial.number)", trial.text, trial.path, status)
    }
    let done = earlier.count - failedCount
    let failed = failedCount > 0 ? ", \(failedCount) failed" : ""
    return "\(table.text)\n\(path): \(counted(trials.count, "trial")), \(missing.count) to train, "
      + "\(done) done\(failed)"
  }

  /// The trials for programs.
  var json: JSONValue {
    .object([
      ("sweep", .string(path)),
      (
        "trials",
        .array(
          trials.map { trial in
            .object(
              [
                ("trial", .integer(trial.number)),
                ("overrides", .array(trial.overrides.map { .string($0) })),
                ("run", .string(trial.path)), ("status", .string(status(of: trial))),
              ] + (trial.original.map { [("same_as", .integer($0))] } ?? []))
          })
      ),
    ])
  }
}

extension SweepResult {
  /// As many rows of a comparison are printed.
  private static let shownRows = 20

  private var completed: Int { count { $0.status == RunReport.Status.completed.rawValue } }
  private var paused: Int { count { $0.status == RunReport.Status.paused.rawValue } }
  private var diverged: Int { count { $0.status == RunReport.Status.diverged.rawValue } }

  /// How the trials ended: `sweep: 64 trials: 62 completed, 2 diverged`.
  private var headline: String {
    let counts = [
      (completed, "completed"), (paused, "paused"), (diverged, "diverged"),
      (failures.count, "failed"),
      (unfinishedCount, "not finished (repeat the command)"),
    ]
    let parts = counts.filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
    let all = counted(sweep.trials.count { $0.original == nil }, "trial")
    return "\(sweep.path): \(all): \(parts.joined(separator: ", "))"
  }

  /// The result for people.
  var text: String {
    var parts = [headline]
    for (trial, error) in failures.prefix(Self.shownRows) {
      let settings = trial.text.isEmpty ? "" : " \(trial.text)"
      parts[0] += "\n  trial \(trial.number)\(settings): \(error)\n    \(command(of: trial))"
    }
    if !comparison.rows.isEmpty {
      var table = comparison.text(rows: Self.shownRows)
      let rest = comparison.rows.count - Self.shownRows
      if rest > 0 {
        table += "\n\(counted(rest, "more row")) in \(sweep.path)/comparison.csv"
      }
      parts.append(table)
    }
    if let command {
      // A single trial has no settings of its own.
      let settings = bestSettings.isEmpty ? "" : "best: \(bestSettings)\n"
      parts.append("\(settings)  \(command)")
    }
    return parts.joined(separator: "\n\n")
  }

  /// The result for programs.
  var json: JSONValue {
    var fields: [(String, JSONValue)] = [
      ("sweep", .string(sweep.path)),
      ("trials", .integer(sweep.trials.count { $0.original == nil })),
      ("completed", .integer(completed)), ("paused", .integer(paused)),
      ("diverged", .integer(diverged)),
      ("failed", .integer(failures.count)), ("unfinished", .integer(unfinishedCount)),
    ]
    if best != nil {
      fields.append(
        (
          "best",
          .object([
            ("trials", .array(bestTrials.map { .integer($0.number) })),
            ("overrides", .array(bestOverrides.map { .string($0) })),
            ("runs", .array(bestTrials.map { .string($0.path) })),
          ])
        ))
    }
    if let command { fields.append(("command", .string(command))) }
    fields.append(
      (
        "failures",
        .array(
          failures.map { trial, error in
            .object([("trial", .integer(trial.number)), ("message", .string(error.description))])
          })
      ))
    if !warnings.isEmpty { fields.append(("warnings", .array(warnings.map { .string($0) }))) }
    fields.append(("comparison", comparison.json(nil)))
    return .object(fields)
  }

  /// Whether a trial has failed or diverged.
  var hasFailures: Bool { count(\.isFailure) > 0 }

  /// Throws an error if a trial has failed or diverged, or was not trained because of that.
  ///
  /// - Throws: `FailedTrials`
  func throwIfFailed() throws {
    let failed = count(\.isFailure)
    guard failed > 0 else { return }
    throw FailedTrials(
      count: failed, unfinished: unfinishedCount,
      status: failures.map(\.error.exitStatus).first { $0 == .ioError })
  }
}

/// Trials that have no result.
private struct FailedTrials: UserFacingError {
  let count: Int
  /// The number of trials that were stopped, or not started, because of them.
  let unfinished: Int
  /// The code to exit with if the others would have failed as well.
  let status: ExitStatus?

  var exitStatus: ExitStatus { unfinished > 0 ? status ?? .experimentFailed : .experimentFailed }

  var description: String {
    let rest =
      unfinished > 0
      ? "; \(counted(unfinished, "other trial")) stopped or not started: repeat the command"
      : ""
    return "\(counted(count, "trial")) failed or diverged\(rest)"
  }
}
