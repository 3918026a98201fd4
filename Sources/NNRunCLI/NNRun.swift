import ArgumentParser
import NNExperiment
import NNFiles

/// The command `nnrun`.
public struct NNRun: ParsableCommand {
  /// Its name, subcommands and help.
  public static let configuration = CommandConfiguration(
    commandName: "nnrun",
    abstract: "Train fully connected neural networks that are declared in YAML.",
    discussion: """
      'run' is the default: nnrun configs/mnist.yaml trains. Examples:

        nnrun configs/mnist.yaml
        nnrun check configs/mnist.yaml eta=0.05
        nnrun predict runs/latest new.csv
        nnrun evaluate runs/latest
        nnrun archive runs/latest -o mnist.zip
        nnrun replay mnist.zip

      NNRUN_SIMD in the environment forces the vector instructions of commands that compute: \
      baseline, avx2 or avx512. Without it they are the widest that the CPU has. Results do not \
      depend on them.
      """,
    version: Runner.version,
    subcommands: [
      RunCommand.self, CheckCommand.self, PredictCommand.self, EvaluateCommand.self,
      ReplayCommand.self, ArchiveCommand.self, PluginsCommand.self,
    ],
    defaultSubcommand: RunCommand.self)

  /// A command without arguments.
  public init() {}

  /// Runs the command that the command line names, with the built-in plugins, and exits.
  public static func main() { main(registry: Registry()) }

  /// Runs the command that the command line names, and exits.
  ///
  /// - Parameter registry: the plugins that experiments can name
  public static func main(registry: Registry) {
    Console.reserveClosedStreams()
    LostReaders.survive()
    Console.reportSizeLimits()
    TooLittleMemory.exitIfSo()
    MappedRanges.reportLostBytes(erasesLine: Terminal.canRedraw)
    let words = Array(CommandLine.arguments.dropFirst())
    if UsageMistake.isLikely(in: words), let mistake = UsageMistake(in: words) {
      exit(withMistake: mistake)
    }
    do {
      var command = try command(of: words)
      if let command = command as? any RegistryCommand {
        try command.run(with: registry)
      } else {
        try command.run()
      }
    } catch {
      LostReaders.endProcessAgain()
      exit(withError: error)
    }
  }

  /// The command that words name; if they name none, their mistake ends the process.
  private static func command(of words: [String]) throws -> any ParsableCommand {
    do {
      return try parseAsRoot(words)
    } catch {
      // An option of the argument parser's own, which it does not list.
      let isCompletion = words.contains { $0.hasPrefix("--generate-completion-script") }
      if !isCompletion, !exitCode(for: error).isSuccess, let mistake = UsageMistake(in: words) {
        exit(withMistake: mistake)
      }
      throw error
    }
  }

  private static func exit(withMistake mistake: UsageMistake) -> Never {
    Console.writeNote(mistake.text)
    exit(withError: ExitCode(ExitStatus.usage.rawValue))
  }
}
