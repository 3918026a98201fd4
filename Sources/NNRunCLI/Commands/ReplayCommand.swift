import ArgumentParser
import NNExperiment
import NNFiles

/// `nnrun replay`: trains a complete run again and compares the results.
struct ReplayCommand: RegistryCommand {
  static let configuration = CommandConfiguration(
    commandName: "replay",
    abstract: "Train a complete run again, in a folder of its own, and compare every bit.",
    discussion: """
      Data files are found by their SHA-256: in the archive, in the folder that --data names \
      (whatever their names there), or where they were. The exit code is 0 if all results are equal, \
      and 1 if any differs. Examples:

        nnrun replay runs/latest
        nnrun replay configs/mnist.yaml seed=2
        nnrun replay mnist.zip
        nnrun replay mnist-small.zip --data ~/datasets
        NNRUN_SIMD=baseline nnrun replay mnist.zip --threads 1
      """)

  @OptionGroup var arguments: RunArguments

  @Option(
    help: ArgumentHelp("Folder that has the data files.", valueName: "dir"), completion: .directory)
  var data: String?

  @OptionGroup var compute: ComputeOptions
  @OptionGroup var output: OutputOptions
  @OptionGroup var libraries: RunLibraryOptions

  func run(with registry: Registry) throws {
    try Console.reportingErrors {
      let console = Console(isQuiet: output.quiet)
      let options = try compute.runnerOptions
      let stop = StopRequest()
      let signals = StopSignals(stop)
      let registry = try libraries.adding(to: registry)
      guard let report = try replay(options, registry, console, stop) else {
        console.note("\(arguments.run): the replay was stopped; repeat the command to start again")
        signals.dieIfInterrupted()
        throw ExitCode(ExitStatus.tryAgain.rawValue)
      }
      try console.print(output.json ? report.json.text : report.text)
      signals.dieIfInterrupted()
      if report.difference != nil { throw ExitCode(ExitStatus.experimentFailed.rawValue) }
    }
  }

  /// Trains the run again; `nil` if that was stopped.
  ///
  /// Temporary folders are removed by the time it returns, so that the process may then be ended by
  /// a signal.
  ///
  /// - Throws: a `UserFacingError` if the run or its data cannot be used
  private func replay(
    _ options: Runner.Options, _ registry: Registry, _ console: Console, _ stop: StopRequest
  ) throws -> ReplayReport? {
    let replay = try Replay(
      arguments.path(with: registry), searchFolder: data, registry: registry, options: options)
    let observer = ConsoleObserver(console, evaluateEvery: replay.evaluateEvery, stop: stop)
    return try observer.during { try replay.run(observer: observer) }
  }
}

extension ReplayReport {
  /// The result for people.
  fileprivate var text: String {
    let times =
      "\(secondsThen.text(decimals: 2)) s then, \(secondsNow.text(decimals: 2)) s now"
    var lines = [
      difference.map { "\(run): different: \($0)" }
        ?? "\(run): bit-for-bit equal: \(counted(iterations, "iteration")), \(times)"
    ]
    lines += environment.map { "  \($0.name) was \($0.then) and is \($0.now)" }
    return lines.joined(separator: "\n")
  }
}
