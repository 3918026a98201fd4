import ArgumentParser
import NNExperiment
import NNFiles

/// `nnrun compare`: a table of runs.
struct CompareCommand: RegistryCommand, DashedValues {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Show runs side by side: the settings in which they differ, and what came out.",
    discussion: """
      The best runs come first, by the measure that says most: that of the validation set if all \
      runs have one, otherwise that of the test set or, without one, of the training set; of equal \
      ones, that with the smaller cost. A star marks the best run, if all have the same data and, for \
      costs, the same loss. Runs that are not complete come last. With --over, means are those of \
      complete runs, if there are any, and the status says how many are not complete. Links in a \
      folder of runs are left out. Columns are settings (eta, optimizer.momentum, dataset.limit) and \
      results (iterations, cost, train.cost, validation.accuracy, test.r2, seconds, status, run; with \
      --over also runs, the number of runs that a mean is of). Two runs that are named are also \
      compared in their environment and in the costs of their iterations. Examples:

        nnrun compare
        nnrun compare --sort test.cost --top 5
        nnrun compare --where 'eta > 0.01' --where optimizer=adam
        nnrun compare --columns eta,test.accuracy,run
        nnrun compare --over seed
        nnrun compare --csv > runs.csv
        nnrun compare runs/mnist-c6d0a35f964e mnist.zip
      """)

  @Argument(
    help: ArgumentHelp(
      "Folders of runs, or archives (default: all runs in --runs-dir).", valueName: "run"),
    completion: .file(extensions: ["zip"]))
  var paths: [String] = []

  static let optionsWithDashedValues = ["--sort"]

  @Option(
    parsing: .unconditional,
    help: ArgumentHelp(
      """
      Column to sort by: the best result first, or the smallest setting; with - before it the other \
      way round.
      """, valueName: "key"))
  var sort: String?

  @Option(help: ArgumentHelp("Show only the first rows.", valueName: "n"))
  var top: Int?

  @Option(
    help: ArgumentHelp("Columns to show, separated by commas.", valueName: "key,..."))
  var columns: String?

  @Option(
    name: .customLong("where"),
    help: ArgumentHelp(
      "Show only runs that meet a condition, such as 'eta > 0.01'; can be repeated.",
      valueName: "condition"))
  var conditions: [String] = []

  @Option(
    help: ArgumentHelp(
      """
      Settings separated by commas: runs that differ in nothing else become one row, with means, \
      standard deviations and the number of runs.
      """, valueName: "key,..."))
  var over: String?

  @Flag(help: "Print CSV, with all digits.")
  var csv = false

  @OptionGroup var runs: RunsOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    // An option after --sort would be taken for its value, as that may begin with a dash.
    if let sort, sort.hasPrefix("--") { throw ValidationError("Missing value for '--sort <key>'") }
    if let top, top < 1 { throw ValidationError("--top must be at least 1, not \(top)") }
    if csv, output.json { throw ValidationError("--csv and --json cannot be combined") }
  }

  func run(with registry: Registry) throws {
    Signal.removeTemporaryFilesAtEnd()
    try Console.reportingErrors { try compare(with: registry) }
  }

  private func compare(with registry: Registry) throws {
    let console = Console(isQuiet: output.quiet)
    var options = RunComparison.Options()
    options.sort = sort
    options.top = top
    options.columns = try columns.map { try KeyList($0, of: "--columns").keys }
    options.conditions = try conditions.map { try RunCondition($0) }
    options.over = try over.map { try KeyList($0, of: "--over").keys } ?? []
    let threads = Runner.Options().threads
    let scan =
      paths.isEmpty
      ? try RunScan(allIn: runs.folder, registry: registry, threads: threads)
      : RunScan(paths, registry: registry, threads: threads)
    (scan.warnings + scan.notes).forEach(console.warn)
    guard !scan.isEmpty else {
      throw NoRuns(folder: paths.isEmpty && scan.warnings.isEmpty ? runs.folder : nil)
    }
    let comparison = try RunComparison(scan, options: options)
    comparison.notes.forEach(console.warn)
    if csv { return try console.print(comparison.csv) }
    var difference: RunDifference?
    if paths.count == 2, scan.warnings.isEmpty {
      do {
        difference = try RunDifference(paths[0], paths[1])
      } catch {
        console.warn("their costs are not compared: \(error)")
      }
    }
    if output.json { return try console.print(comparison.json(difference).text) }
    let parts = [comparison.text(), difference?.text(paths[0], paths[1])]
    try console.print(parts.compactMap { $0 }.joined(separator: "\n\n"))
  }
}

/// No run that could be compared.
private struct NoRuns: UserFacingError {
  /// The folder that has none; `nil` if there are runs that cannot be read.
  let folder: String?

  var exitStatus: ExitStatus { .noInput }

  var description: String {
    folder.map {
      "\($0): has no runs; train one with 'nnrun CONFIG', or name another folder with --runs-dir"
    }
      ?? "none of these runs can be read"
  }
}
