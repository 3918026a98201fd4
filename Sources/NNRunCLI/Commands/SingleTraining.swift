import ArgumentParser
import NNCore
import NNExperiment
import NNFiles

/// The training of one experiment by a command, from signals to exit code.
struct SingleTraining {
  var options: Runner.Options
  let console: Console
  /// Whether the result is printed as JSON.
  let printsJSON: Bool
  /// What the result has to be.
  let requirements: [RunRequirement]
  private let stop: StopRequest
  private let signals: StopSignals

  /// A command that trains; signals stop it from now on.
  init(
    options: Runner.Options, console: Console, printsJSON: Bool,
    requirements: [RunRequirement] = []
  ) {
    self.options = options
    self.console = console
    self.printsJSON = printsJSON
    self.requirements = requirements
    stop = StopRequest()
    signals = StopSignals(stop)
  }

  /// Trains an experiment, and prints the result.
  ///
  /// - Throws: `ExitCode` if it was stopped; a `UserFacingError` if it cannot be trained, diverges
  ///   or does not meet a requirement
  func train(_ file: ExperimentFile) throws {
    let observer = ConsoleObserver(
      console, evaluateEvery: file.experiment.evaluateEvery, stop: stop)
    let report = try observer.during {
      try Runner(options: options).run(file, observer: observer)
    }
    if report.status == .interrupted {
      let command = options.force ? "the command without --force" : "the command"
      let text = printsJSON ? report.json.text : "\(report.text); repeat \(command) to resume"
      // Whoever stopped the command may have stopped its reader, too.
      console.printIfPossible(text)
      signals.dieIfInterrupted()
      throw ExitCode(ExitStatus.tryAgain.rawValue)
    }
    report.warnings.forEach(console.warn)
    try console.print(printsJSON ? report.json.text : report.text)
    signals.dieIfInterrupted()
    if report.status == .diverged { throw Divergence(report, of: file.experiment) }
    let problems = requirements.compactMap { $0.problem(with: report) }
    if !problems.isEmpty { throw UnmetRequirements(problems: problems) }
  }
}

/// A result that is not as good as it has to be.
private struct UnmetRequirements: UserFacingError {
  let problems: [String]

  var exitStatus: ExitStatus { .experimentFailed }

  var description: String { problems.joined(separator: "\nerror: ") }
}

/// A run whose cost became NaN or infinite.
struct Divergence: UserFacingError {
  private let report: RunReport
  private let remedy: String

  init(_ report: RunReport, of experiment: Experiment) {
    self.report = report
    remedy = "try \(experiment.smallerSteps), or normalised inputs"
  }

  var exitStatus: ExitStatus { .experimentFailed }

  var description: String {
    let place =
      report.iterations == 0 ? "in the first iteration" : "after iteration \(report.iterations)"
    let reason =
      switch report.fault {
      case nil: "; \(remedy)"
      case let fault? where fault.isCertain: ": \(fault.text)"
      case let fault?: ": perhaps \(fault.text); otherwise \(remedy)"
      }
    return "the cost became NaN or infinite \(place)\(reason)"
  }
}
