import ArgumentParser
package import NNCore
import NNExperiment

/// Options of commands that compute.
package struct ComputeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Number of threads (default: one for each processor).", valueName: "n"))
  var threads: Int?

  /// The number of threads.
  package var threadCount: Int { threads ?? Runner.Options().threads }

  /// The vector instructions.
  package var instructionSet: InstructionSet {
    get throws { try InstructionSet.chosenByEnvironment() }
  }

  package init() {}

  package func validate() throws {
    if let threads, !(1...1024).contains(threads) {
      throw ValidationError("--threads must be a number from 1 to 1024, not \(threads)")
    }
  }
}

/// Options of commands that deal with run folders.
struct RunsOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Folder of all runs.", valueName: "dir"))
  var runsDir = "runs"

  /// The folder without slashes at its end, so that a slash and a name can follow.
  var folder: String {
    var folder = Substring(runsDir)
    while folder.last == "/" { folder.removeLast() }
    return String(folder)
  }

  func validate() throws {
    // Nothing, followed by a slash and a name, would be a folder of the file system's root.
    if runsDir == "-" {
      throw ValidationError("--runs-dir must name a folder; one that is called - is written ./-")
    }
    if runsDir.isEmpty { throw ValidationError("--runs-dir must name a folder; it is empty") }
  }
}

/// Options of commands that print.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print one JSON object on standard output and nothing else there.")
  var json = false

  @Flag(help: "No progress, notes and warnings on standard error.")
  var quiet = false
}

/// The experiment that a command is about.
struct ExperimentArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Experiment file (YAML), or - for standard input.", valueName: "config"))
  var config: String

  @Argument(
    help: ArgumentHelp(
      "Settings that replace the file's, for example eta=0.05 'structure=[784,30,10]' "
        + "activations.hidden=tanh; relative paths start at the current folder.",
      valueName: "key=value"))
  var overrides: [String] = []
}
