import ArgumentParser
import NNCore
import NNExperiment
import NNFiles

/// `nnrun sweep`: trains an experiment with different settings.
struct SweepCommand: RegistryCommand, DashedValues {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Train an experiment with several values of its settings, on all cores.",
    discussion: """
      Each setting is followed by its values, and all values are combined with those of the others. \
      Each trial is an ordinary run, so repeating the command trains only what is missing. Commas in \
      brackets, braces, parentheses and quotes belong to a value. log(a,b,n) makes n numbers with \
      equal ratios, rounded to 4 digits, range(a,b,step) makes a, a + step, ... up to b. With \
      --random, log(a,b) and uniform(a,b) are random numbers. @trials.csv has a column for each \
      setting and a row for each trial. Examples:

        nnrun sweep configs/mnist.yaml eta=0.1,0.3 batch_size=32,64
        nnrun sweep configs/mnist.yaml 'eta=log(0.01,1,5)' 'seed=range(1,9,1)'
        nnrun sweep configs/iris.yaml eta=0.1,0.3 'structure.1=8,16' --zip
        nnrun sweep configs/iris.yaml 'structure.1=uniform(2,32)' --random 20
        nnrun sweep configs/iris.yaml eta=0.1,0.3 --folds 5
        nnrun sweep configs/mnist.yaml 'eta=log(0.01,1,27)' --halving 3
        nnrun sweep configs/iris.yaml eta=0.1,0.3 seed=1,2,3 --over seed
        nnrun sweep configs/iris.yaml @trials.csv --dry-run
        nnrun sweep runs/sweeps/iris-3f2a91c07be4/sweep.yaml
      """)

  @Argument(
    help: ArgumentHelp("Experiment file (YAML), or a sweep file.", valueName: "config"),
    completion: .experiment)
  var config: String

  @Argument(
    help: ArgumentHelp(
      "Settings with their values, and tables of trials.", valueName: "key=value,..."),
    completion: .file())
  var words: [String] = []

  @Flag(help: "Pair values instead of combining each with each.")
  var zip = false

  @Option(help: ArgumentHelp("Draw values at random, for this many trials.", valueName: "n"))
  var random: Int?

  @Option(help: ArgumentHelp("Seed of --random (default: 0).", valueName: "s"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "Divide the data into this many folds; each is the test set of one training.",
      valueName: "n"))
  var folds: Int?

  @Option(
    help: ArgumentHelp(
      "What makes a trial the best: min:validation.cost, max:test.accuracy, ...",
      valueName: "goal"))
  var goal: String?

  @Option(
    help: ArgumentHelp(
      """
      Settings separated by commas over which means are taken (default with folds: dataset.fold); \
      each trial is trained with all of their values, with --zip and --random, too.
      """, valueName: "key,..."))
  var over: String?

  @Option(
    help: ArgumentHelp(
      """
      Successive halving: all trials that have no result yet do a part of their iterations, the best \
      of each n continue to n times as many, again and again.
      """, valueName: "n"))
  var halving: Int?

  @Option(
    help: ArgumentHelp("The fewest iterations that --halving leaves a trial.", valueName: "n"))
  var minIterations: Int?

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      "Trials that are trained at the same time (default: one per processor).", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Show trials, their run folders and what is there already; train nothing.")
  var dryRun = false

  @Option(
    help: ArgumentHelp(
      """
      Train only these trials, one after another, as the tasks of a batch system do: 3, 3,4 or 3:500 \
      to pause after iteration 500.
      """, valueName: "n,..."))
  var trial: String?

  @Flag(help: "With --trial: train even if the run is complete or has a checkpoint.")
  var force = false

  @Option(
    help: ArgumentHelp(
      "What trains the trials: local, or slurm, which submits an array job to a cluster.",
      valueName: "name"))
  var launcher = Launcher.local

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Options of sbatch: '--partition=long --time=1:00:00'. Quotes in them are those of a shell, but \
      nothing is expanded. nnrun itself sets --array, --job-name, --output and --open-mode.
      """, valueName: "options"))
  var slurm: String?

  static let optionsWithDashedValues = ["--slurm"]

  @Flag(help: "With slurm: do not wait for the trials.")
  var detach = false

  @Flag(help: "Stop when a trial fails.")
  var failFast = false

  @Option(help: ArgumentHelp("The most trials.", valueName: "n"))
  var maxTrials = SweepPlan.maximumTrials

  @OptionGroup var training: TrainingOptions
  @OptionGroup var runs: RunsOptions
  @OptionGroup var compute: ComputeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var libraries: LibraryOptions

  func validate() throws {
    if let jobs { try ComputeOptions.check(jobs, of: "--jobs") }
    if let random, random < 1 {
      throw ValidationError("--random must be at least 1, not \(random)")
    }
    if config == "-" {
      throw ValidationError("a sweep reads its experiment from a file, not from standard input")
    }
    if zip, random != nil { throw ValidationError("--zip and --random cannot be combined") }
    if let folds, !(2...10_000).contains(folds) {
      throw ValidationError("--folds must be a number from 2 to 10000, not \(folds)")
    }
    if let halving, !(2...1000).contains(halving) {
      throw ValidationError("--halving must be a number from 2 to 1000, not \(halving)")
    }
    if let minIterations, minIterations < 1 {
      throw ValidationError("--min-iterations must be at least 1, not \(minIterations)")
    }
    if maxTrials < 1 { throw ValidationError("--max-trials must be at least 1, not \(maxTrials)") }
    if launcher == .local, slurm != nil || detach {
      throw ValidationError("--slurm and --detach need --launcher slurm")
    }
    if launcher == .slurm, failFast {
      throw ValidationError("--fail-fast is for trials that are trained here, not by Slurm")
    }
    if launcher == .slurm, compute.threads != nil {
      throw ValidationError(
        "with Slurm, the threads of a trial are those of its task: --slurm '--cpus-per-task=2'")
    }
    if trial != nil, launcher == .slurm || failFast || jobs != nil {
      throw ValidationError(
        "--trial trains one trial after another in this process; leave out --launcher, --jobs and --fail-fast"
      )
    }
    if trial != nil, dryRun { throw ValidationError("--trial and --dry-run cannot be combined") }
    if trial?.contains(",") ?? false, output.json {
      throw ValidationError("--json prints one object, so it takes one --trial at a time")
    }
    if force, trial == nil {
      throw ValidationError("--force is for --trial; complete trials of a sweep are not repeated")
    }
  }

  func run(with registry: Registry) throws {
    try Console.reportingErrors { try sweep(with: libraries.adding(to: registry)) }
  }

  private func sweep(with registry: Registry) throws {
    let console = Console(isQuiet: output.quiet)
    let declaration = try declaration(registry)
    if let trial {
      return try train(TrialList(trial), of: declaration, with: registry, console: console)
    }
    let stop = StopRequest()
    let signals = StopSignals(stop)
    let threads = compute.threadCount
    let plan = try SweepPlan(
      declaration, limit: maxTrials, registry: registry, threads: threads)
    let sweep = try Sweep(plan, in: runs.folder, threads: threads)
    sweep.noteOnRepetitions.map(console.note)
    let check = try SweepCheck(sweep, threads: threads)
    if dryRun { return try console.print(output.json ? sweep.json.text : sweep.table) }
    var outcomes: [Int: TrialOutcome] = [:]
    if sweep.missing.isEmpty {
      if sweep.failedCount == 0 { console.note("all trials have been trained before") }
    } else {
      guard let ended = try train(sweep, check, stop: stop, console: console) else {
        return try console.print(
          output.json ? sweep.json.text : "\(sweep.path): the same command shows what is done")
      }
      outcomes = ended
    }
    let result = try SweepResult(
      sweep, outcomes: outcomes, goal: check.goal, registry: registry, threads: threads)
    let problem = try save(result, console: console)
    if !sweep.missing.isEmpty { result.noteOnChoice.map(console.note) }
    report(result.warnings, console: console)
    // Whoever stopped the command may have stopped its reader, too.
    let isStopped = signals.wasReceived
    let text = output.json ? result.json.text : result.text
    if isStopped { console.printIfPossible(text) } else { try console.print(text) }
    // Another reason to end takes precedence, but does not hide this one.
    if let problem, isStopped || result.hasFailures { Console.report(problem) }
    signals.dieIfInterrupted()
    if isStopped, !result.isOver { throw ExitCode(ExitStatus.tryAgain.rawValue) }
    try result.throwIfFailed()
    if let problem { throw problem }
    if result.unfinishedCount > 0 { throw ExitCode(ExitStatus.tryAgain.rawValue) }
  }

  /// The most warnings that are shown; of thousands of trials, there may be as many.
  private static let shownWarnings = 5

  private func report(_ warnings: [String], console: Console) {
    warnings.prefix(Self.shownWarnings).forEach(console.warn)
    let rest = warnings.count - Self.shownWarnings
    if rest > 0 { console.warn("\(counted(rest, "more warning")) in trials.csv") }
  }

  /// Writes the results of a sweep.
  ///
  /// - Returns: why that is not possible, if something was trained that should be in them
  /// - Throws: an error that the user cannot put right
  private func save(_ result: SweepResult, console: Console) throws -> (any UserFacingError)? {
    do {
      try result.save(note: console.note)
    } catch let error as any UserFacingError {
      // Everything is in the runs, and is shown.
      if !result.sweep.missing.isEmpty { return error }
      console.warn("\(error)")
    }
    return nil
  }

  private func declaration(_ registry: Registry) throws -> SweepDeclaration {
    var options = SweepOptions()
    options.zip = zip
    options.random = random
    options.seed = seed
    options.folds = folds
    options.goal = try goal.map { try Goal($0) }
    options.over = try over.map { try KeyList($0, of: "--over").keys } ?? []
    options.halving = halving
    options.minimumIterations = minIterations
    try requireFile(at: config, orIn: ["resolved.yaml", "sweep.yaml"])
    return try SweepDeclaration(
      path: config, words: words, options: options, registry: registry)
  }

  private var runnerOptions: Runner.Options {
    get throws {
      var options = try compute.runnerOptions
      options.runsDirectory = runs.folder
      options.checkpointSeconds = training.checkpointSeconds
      options.linksLatest = false
      return options
    }
  }

  private func train(
    _ sweep: Sweep, _ check: SweepCheck, stop: StopRequest, console: Console
  ) throws -> [Int: TrialOutcome]? {
    try sweep.begin()
    let observer = SweepConsole(console, sweep: sweep, goal: check.goal, stop: stop)
    let launcher = try launcher(for: sweep, check, console: console)
    return try observer.during {
      try sweep.train(check, launcher: launcher, observer: observer)
    }
  }

  private func launcher(
    for sweep: Sweep, _ check: SweepCheck, console: Console
  ) throws -> any SweepLauncher {
    if launcher == .slurm {
      var arguments = [
        "--runs-dir", FileSystem.absolutePath(runs.folder), "--max-trials", "\(maxTrials)",
        "--checkpoint-seconds", "\(training.checkpointSeconds)",
      ]
      // All tasks measure trials by the same goal when these pause.
      if let goal = check.goal { arguments += ["--goal", goal.text] }
      arguments += libraries.plugin.flatMap { ["--plugin", FileSystem.absolutePath($0)] }
      return SlurmLauncher(
        sweep, program: FileSystem.absolutePath("/proc/self/exe"), arguments: arguments,
        options: slurm ?? "", jobs: jobs, waits: !detach)
    }
    var jobs = jobs ?? Runner.Options().threads
    let fitting = check.simultaneousTrials(threads: max(jobs, compute.threadCount))
    if fitting < min(jobs, check.trials.count) {
      jobs = fitting
      console.note(
        "there is memory for \(counted(jobs, "trial")) at a time, so no more are trained at once")
    }
    return LocalLauncher(options: try runnerOptions, jobs: jobs, failsFast: failFast)
  }

  /// Trains some trials as single commands would.
  private func train(
    _ trials: TrialList, of declaration: SweepDeclaration, with registry: Registry,
    console: Console
  ) throws {
    var training = SingleTraining(
      options: try runnerOptions, console: console, printsJSON: output.json)
    training.options.force = force
    // All are read before the first is trained.
    let files = try SweepPlan.files(
      ofTrials: trials.entries.map(\.number), of: declaration, limit: maxTrials,
      registry: registry)
    var failure: (any UserFacingError)?
    for (file, entry) in Swift.zip(files, trials.entries) {
      training.options.pause = entry.pause.map {
        TrainingPause(after: $0, goal: declaration.goal)
      }
      do {
        try training.train(file)
      } catch let error as any UserFacingError {
        // The others are trained all the same.
        if trials.entries.count > 1 { Console.report(error) }
        failure = error
      }
    }
    guard let failure else { return }
    if trials.entries.count > 1 { throw ExitCode(failure.exitStatus.rawValue) }
    throw failure
  }
}

/// What trains the trials of a sweep.
enum Launcher: String, ExpressibleByArgument, CaseIterable {
  case local, slurm
}
