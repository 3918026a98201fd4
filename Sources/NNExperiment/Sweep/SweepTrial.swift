import NNConfig
package import NNFiles

/// A training of a sweep: an ordinary run, with the bytes that the single command gives.
package struct SweepTrial: Sendable {
  /// Its number, counted from 1.
  package let number: Int
  /// Its settings as overrides of the experiment file.
  package let overrides: [String]
  /// Those that not all trials have.
  package let difference: [String]
  /// The run; that of the original if there is one.
  let run: FoundRun
  /// The number of an earlier trial that is the same experiment, so that this one is not trained.
  package let original: Int?

  /// The path of its run's folder.
  package var path: String { run.folder.path }
  /// The settings that not all trials have, on one line.
  package var text: String { difference.joined(separator: " ") }

  /// Settings in parentheses, after a space; nothing if there are none.
  static func text(of settings: [String]) -> String {
    settings.isEmpty ? "" : " (\(settings.joined(separator: " ")))"
  }

  /// Whether a process is training it at the moment.
  var isInUse: Bool {
    do { return try FileSystem.withLock(onFolder: path) {} == nil } catch { return false }
  }

  /// What is known of it if it is paused.
  ///
  /// - Parameters:
  ///   - iteration: the iteration after which it has to be paused, or a later one
  ///   - goal: the goal for which it has to be measured; it may have been paused for another one
  /// - Returns: its result so far; `nil` if it is not paused there
  func reportOfPause(from iteration: Int = 0, for goal: Goal? = nil) -> RunReport? {
    guard let (report, identity) = try? RunRecord.read(in: run.folder), report.status == .paused,
      identity == run.identity.digest, report.iterations >= iteration,
      goal == nil || report.atPause?.split == goal?.measure.split
    else { return nil }
    return report
  }
}

/// How a trial of a sweep ended.
package enum TrialOutcome: Sendable {
  /// With a result, or stopped before one.
  case ended(RunReport)
  /// With an error.
  case failed(any UserFacingError)
  /// Before its end, because others were better; it is not known where it is paused.
  case dropped

  /// What tables call it.
  package var status: String {
    switch self {
    case .ended(let report):
      report.status == .alreadyComplete
        ? RunReport.Status.completed.rawValue
        : report.status.rawValue
    case .failed: "failed"
    case .dropped: RunReport.Status.paused.rawValue
    }
  }

  /// The error with which it failed; `nil` if it did not.
  package var error: (any UserFacingError)? {
    if case .failed(let error) = self { error } else { nil }
  }

  /// What there is to say about it: an error, or what is doubtful about the result; empty if all is
  /// well.
  var message: String {
    switch self {
    case .ended(let report) where report.status == .diverged:
      "the cost became NaN or infinite after iteration \(report.iterations)"
    case .ended(let report): report.warnings.joined(separator: "; ")
    case .failed(let error): error.description
    case .dropped: ""
    }
  }

  /// Whether there will be no result: the trial failed, or its cost became NaN or infinite.
  package var isFailure: Bool {
    switch self {
    case .ended(let report): report.status == .diverged
    case .failed: true
    case .dropped: false
    }
  }
}
