import ArgumentParser
import NNCore
import NNExperiment
import NNFiles

/// `nnrun run`: trains an experiment, or reports that it is complete.
struct RunCommand: RegistryCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Train an experiment, or report the result if it is already complete.",
    discussion: """
      Repeating the command is safe: once the run is complete, it reports the result at once. A run \
      that was stopped by Ctrl-C, SIGTERM, a crash or a power cut resumes from its last checkpoint, \
      with the same results as without interruption. Examples:

        nnrun configs/mnist.yaml
        nnrun configs/mnist.yaml eta=0.05 'structure=[784,30,10]' --json
        nnrun configs/mnist.yaml evaluate_every=1000
        for eta in 0.01 0.1; do nnrun configs/iris.yaml eta=$eta; done
        nnrun configs/iris.yaml --require 'test.accuracy >= 0.9'
        sed 's/relu/tanh/' configs/mnist.yaml | nnrun - dataset.path=datasets/mnist
      """)

  @OptionGroup var arguments: ExperimentArguments
  @OptionGroup var runs: RunsOptions
  @OptionGroup var compute: ComputeOptions
  @OptionGroup var output: OutputOptions

  @Option(
    help: ArgumentHelp(
      """
      Exit with 1 unless the result meets a condition, such as 'test.accuracy >= 0.97'; can be \
      repeated.
      """, valueName: "condition"))
  var require: [String] = []

  @Flag(help: "Train from the beginning, even if the run is complete or has a checkpoint.")
  var force = false

  @Option(
    help: ArgumentHelp(
      """
      Seconds of training between checkpoints; 0: after each iteration, inf: only when stopped.
      """, valueName: "s"))
  var checkpointSeconds = 10.0

  func validate() throws {
    if !(checkpointSeconds >= 0) {
      throw ValidationError("--checkpoint-seconds must be at least 0, not \(checkpointSeconds)")
    }
  }

  func run(with registry: Registry) throws {
    try Console.reportingErrors { try train(with: registry) }
  }

  private func train(with registry: Registry) throws {
    let console = Console(isQuiet: output.quiet)
    let requirements = try require.map { try RunRequirement($0) }
    var options = try compute.runnerOptions
    let file = try readExperiment(arguments, registry: registry, console: console)
    options.runsDirectory = runs.folder
    options.force = force
    options.checkpointSeconds = checkpointSeconds
    let stop = StopRequest()
    let signals = StopSignals(stop)
    let observer = ConsoleObserver(
      console, evaluateEvery: file.experiment.evaluateEvery, stop: stop)
    let report = try observer.during {
      try Runner(options: options).run(file, observer: observer)
    }
    if report.status == .interrupted {
      let command = force ? "the command without --force" : "the command"
      let text = output.json ? report.json.text : "\(report.text); repeat \(command) to resume"
      // Whoever stopped the command may have stopped its reader, too.
      console.printIfPossible(text)
      signals.dieIfInterrupted()
      throw ExitCode(ExitStatus.tryAgain.rawValue)
    }
    report.warnings.forEach(console.warn)
    try console.print(output.json ? report.json.text : report.text)
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
