import ArgumentParser
import NNCore
import NNExperiment
import NNFiles

/// `nnrun sweep`: trains an experiment with different settings.
struct SweepCommand: RegistryCommand {
  static let configuration = CommandConfiguration(
    commandName: "sweep",
    abstract: "Train an experiment with several values of its settings, on all cores.",
    discussion: """
      Each setting is followed by its values, and all values are combined with those of the others. \
      Each trial is an ordinary run, so repeating the command trains only what is missing. Commas in \
      brackets, braces, parentheses and quotes belong to a value. log(a,b,n) stands for n numbers \
      with equal ratios, rounded to 4 digits, range(a,b,step) for a, a + step, ... up to b. With \
      --random, log(a,b) and uniform(a,b) are random numbers. @trials.csv has a column for each \
      setting and a row for each trial. Examples:

        nnrun sweep configs/mnist.yaml eta=0.1,0.3 batch_size=32,64
        nnrun sweep configs/mnist.yaml 'eta=log(0.01,1,5)' 'structure=[784,30,10],[784,128,10]'
        nnrun sweep configs/iris.yaml eta=0.1,0.3 structure=[4,8,3],[4,16,3] --zip
        nnrun sweep configs/iris.yaml 'eta=log(0.01,1)' 'structure.1=uniform(2,32)' --random 20
        nnrun sweep configs/iris.yaml eta=0.1,0.3 --folds 5
        nnrun sweep configs/mnist.yaml 'eta=log(0.01,1,27)' --halving 3
        nnrun sweep configs/iris.yaml eta=0.1,0.3 seed=1,2,3 --over seed
        nnrun sweep configs/iris.yaml @trials.csv --dry-run
        nnrun sweep runs/sweeps/iris-3f2a91c07be4/sweep.yaml
      """)

  @Argument(
    help: ArgumentHelp("Experiment file (YAML), or a sweep file.", valueName: "config"))
  var config: String

  @Argument(
    help: ArgumentHelp(
      "Settings with their values, and tables of trials.", valueName: "key=value,..."))
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
      "Settings separated by commas over which means are taken (default with folds: dataset.fold).",
      valueName: "key,..."))
  var over: String?

  @Option(
    help: ArgumentHelp(
      """
      Successive halving: all trials do a part of their iterations, the best of each n go on to n \
      times as many, again and again.
      """, valueName: "n"))
  var halving: Int?

  @Option(
    help: ArgumentHelp("The fewest iterations that --halving leaves a trial.", valueName: "n"))
  var minIterations: Int?

  @Option(
    help: ArgumentHelp(
      "Trials that are trained at the same time (default: one per processor).", valueName: "n"))
  var jobs: Int?

  @Flag(help: "Show trials, their run folders and what is there already; train nothing.")
  var dryRun = false

  @Option(help: ArgumentHelp("Train only this trial.", valueName: "n"))
  var trial: Int?

  @Flag(help: "Stop when a trial fails.")
  var failFast = false

  @Option(help: ArgumentHelp("The most trials.", valueName: "n"))
  var maxTrials = SweepPlan.maximumTrials

  @OptionGroup var training: TrainingOptions
  @OptionGroup var runs: RunsOptions
  @OptionGroup var compute: ComputeOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let jobs, !(1...1024).contains(jobs) {
      throw ValidationError("--jobs must be a number from 1 to 1024, not \(jobs)")
    }
    if let random, random < 1 {
      throw ValidationError("--random must be at least 1, not \(random)")
    }
    if zip, random != nil { throw ValidationError("--zip and --random exclude each other") }
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
    if trial != nil, dryRun { throw ValidationError("--trial and --dry-run exclude each other") }
  }

  func run(with registry: Registry) throws {
    try Console.reportingErrors { try sweep(with: registry) }
  }

  private func sweep(with registry: Registry) throws {
    let console = Console(isQuiet: output.quiet)
    let declaration = try declaration(registry)
    if let trial {
      let file = try SweepPlan.file(
        ofTrial: trial, of: declaration, limit: maxTrials, registry: registry)
      return try SingleTraining(
        options: runnerOptions, console: console, printsJSON: output.json
      ).train(file)
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
    let outcomes = try train(sweep, check, stop: stop, console: console)
    let result = try SweepResult(
      sweep, outcomes: outcomes, registry: registry, threads: threads)
    // Whoever stopped the command may have stopped its reader, too.
    let isStopped = signals.wasReceived
    let text = output.json ? result.json.text : result.text
    if isStopped { console.printIfPossible(text) } else { try console.print(text) }
    signals.dieIfInterrupted()
    if isStopped { throw ExitCode(ExitStatus.tryAgain.rawValue) }
    try result.throwIfFailed()
  }

  private func declaration(_ registry: Registry) throws -> SweepDeclaration {
    var options = SweepDeclaration.Options()
    options.zip = zip
    options.random = random
    options.seed = seed
    options.folds = folds
    options.goal = try goal.map { try Goal($0) }
    options.over = try over.map { try KeyList($0, of: "--over").keys } ?? []
    options.halving = halving
    options.minimumIterations = minIterations
    return try SweepDeclaration(
      path: config, words: words, options: options, registry: registry)
  }

  private var runnerOptions: Runner.Options {
    get throws {
      var options = try compute.runnerOptions
      options.runsDirectory = runs.folder
      options.checkpointSeconds = training.checkpointSeconds
      return options
    }
  }

  private func train(
    _ sweep: Sweep, _ check: SweepCheck, stop: StopRequest, console: Console
  ) throws -> [Int: TrialOutcome] {
    try sweep.begin()
    var jobs = jobs ?? Runner.Options().threads
    if check.simultaneousTrials < min(jobs, check.trials.count) {
      jobs = check.simultaneousTrials
      console.note(
        "there is memory for \(counted(jobs, "trial")) at a time, so no more are trained at once")
    }
    let observer = SweepConsole(console, sweep: sweep, stop: stop)
    let launcher = LocalLauncher(options: try runnerOptions, jobs: jobs, failsFast: failFast)
    return try observer.during {
      try sweep.train(check, launcher: launcher, observer: observer)
    }
  }
}
