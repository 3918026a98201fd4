import ArgumentParser
import NNExperiment

/// `nnrun run`: trains an experiment, or reports that it is complete.
struct RunCommand: RegistryCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Train an experiment, or report the result if it is already complete.",
    discussion: """
      Repeating the command is safe: once the run is complete, it reports the result at once. A run \
      that was stopped by Ctrl-C, SIGTERM, SIGUSR1, a crash or a power cut resumes from its last \
      checkpoint, with the same results as without interruption. Examples:

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

  @OptionGroup var training: TrainingOptions
  @OptionGroup var libraries: LibraryOptions

  func run(with registry: Registry) throws {
    try Console.reportingErrors { try train(with: registry) }
  }

  private func train(with registry: Registry) throws {
    // Without 'run', the first word may be a mistyped command.
    if CommandLine.arguments.dropFirst().first(where: { !$0.hasPrefix("-") }) == arguments.config,
      let unknown = UnknownCommand(arguments.config)
    {
      throw unknown
    }
    let console = Console(isQuiet: output.quiet)
    let requirements = try require.map { try RunRequirement($0) }
    var options = try compute.runnerOptions
    options.runsDirectory = runs.folder
    options.force = force
    options.requiredMeasures = requirements.compactMap(\.measure)
    options.checkpointSeconds = training.checkpointSeconds
    // Signals are handled from here on, before anything that takes time.
    let training = SingleTraining(
      options: options, console: console, printsJSON: output.json, requirements: requirements)
    try training.train(
      readExperiment(
        arguments, registry: libraries.adding(to: registry), console: console))
  }
}
