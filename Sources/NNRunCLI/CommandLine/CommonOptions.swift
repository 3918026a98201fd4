import ArgumentParser
package import NNCore
import NNExperiment

/// Options of commands that compute.
package struct ComputeOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("Number of threads (default: one per processor).", valueName: "n"))
  var threads: Int?

  /// The number of threads.
  package var threadCount: Int { threads ?? Runner.Options().threads }

  /// The vector instructions.
  ///
  /// - Throws: `UnusableInstructionSet` if the environment asks for a set that cannot be used
  package var instructionSet: InstructionSet {
    get throws { try InstructionSet.chosenByEnvironment() }
  }

  /// The options of a runner, with this command line.
  ///
  /// - Throws: `UnusableInstructionSet` if the environment asks for a set that cannot be used
  var runnerOptions: Runner.Options {
    get throws {
      var options = Runner.Options()
      options.threads = threadCount
      options.instructionSet = try instructionSet
      options.commandLine = CommandLine.arguments
      return options
    }
  }

  package init() {}

  package func validate() throws {
    if let threads { try Self.check(threads, of: "--threads") }
  }

  /// Checks how much is to be done at the same time.
  ///
  /// - Parameters:
  ///   - count: the number of threads, or of things that have a thread each
  ///   - option: the option that says so
  /// - Throws: `ValidationError` if there cannot be so many
  package static func check(_ count: Int, of option: String) throws {
    if !(1...1024).contains(count) {
      throw ValidationError("\(option) must be a number from 1 to 1024, not \(count)")
    }
  }
}

/// Options of commands that read experiments, which can name plugins of libraries.
struct LibraryOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Load a library of plugins, besides those that the experiment names; can be repeated.",
      valueName: "file"), completion: .library)
  var plugin: [String] = []

  /// A registry with the plugins of these libraries.
  ///
  /// - Parameter registry: the plugins that there are without them
  /// - Returns: the registry
  /// - Throws: a `UserFacingError` if a library cannot be loaded
  func adding(to registry: Registry) throws -> Registry { try registry.loading(plugin) }
}

/// Options of commands that open runs, which can be in archives with libraries of plugins.
struct RunLibraryOptions: ParsableArguments {
  @OptionGroup var libraries: LibraryOptions

  @Flag(
    help: """
      Load libraries of plugins from an archive: native code that runs with your rights; only for \
      archives whose author you trust.
      """)
  var allowPlugins = false

  /// A registry with the plugins of these libraries.
  ///
  /// - Parameter registry: the plugins that there are without them
  /// - Returns: the registry, which loads libraries of archives if that is allowed
  /// - Throws: a `UserFacingError` if a library cannot be loaded
  func adding(to registry: Registry) throws -> Registry {
    var registry = try libraries.adding(to: registry)
    if allowPlugins { registry.allowLibrariesOfArchives() }
    return registry
  }
}

/// Options of commands that train.
struct TrainingOptions: ParsableArguments {
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
}

/// Options of commands that deal with run folders.
struct RunsOptions: ParsableArguments {
  @Option(help: ArgumentHelp("Folder of all runs.", valueName: "dir"), completion: .directory)
  var runsDir = "runs"

  /// The folder without trailing slashes, so that a slash and a name can follow.
  var folder: String {
    var folder = Substring(runsDir)
    while folder.last == "/" { folder.removeLast() }
    return String(folder)
  }

  func validate() throws {
    if runsDir == "-" {
      throw ValidationError("--runs-dir must name a folder; for one called -, write ./-")
    }
    // Without a name, runs would be in the root of the file system: `/mnist-c6d0a35f964e`.
    if runsDir.isEmpty { throw ValidationError("--runs-dir must name a folder; it is empty") }
  }
}

/// Options of commands that print.
struct OutputOptions: ParsableArguments {
  @Flag(help: "Print one JSON object, and nothing else, on standard output.")
  var json = false

  @Flag(name: .shortAndLong, help: "No progress, notes or warnings on standard error.")
  var quiet = false
}

/// The experiment that a command is about.
struct ExperimentArguments: ParsableArguments {
  @Argument(
    help: ArgumentHelp("Experiment file (YAML), or - for standard input.", valueName: "config"),
    completion: .experiment)
  var config: String

  @Argument(
    help: ArgumentHelp(
      "Settings that override the file's, for example eta=0.05 'structure=[784,30,10]' "
        + "activations.hidden=tanh; relative paths start at the current folder.",
      valueName: "key=value"),
    completion: .file())
  var overrides: [String] = []
}
