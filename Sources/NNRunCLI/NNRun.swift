import ArgumentParser
public import NNExperiment
import NNFiles

/// The command-line tool.
public enum NNRun {
  /// Runs the command that the command line names, and exits.
  ///
  /// - Parameter registry: the plugins that experiments can name; by default the built-in ones
  public static func main(registry: Registry = Registry()) {
    Console.reserveClosedStreams()
    LostReaders.survive()
    Console.reportSizeLimits()
    TooLittleMemory.exitIfSo()
    MappedRanges.reportLostBytes(erasesLine: Terminal.canRedraw)
    let words = Array(CommandLine.arguments.dropFirst())
    if UsageMistake.isLikely(in: words), let mistake = UsageMistake(in: words) {
      exit(with: mistake)
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
      RootCommand.exit(withError: error)
    }
  }

  /// The command that words name; if they name none, their mistake ends the process.
  private static func command(of words: [String]) throws -> any ParsableCommand {
    do {
      return try RootCommand.parseAsRoot(words)
    } catch {
      // An option of the argument parser's own, which it does not list.
      let isCompletion = words.contains { $0.hasPrefix("--generate-completion-script") }
      if !isCompletion, !RootCommand.exitCode(for: error).isSuccess,
        let mistake = UsageMistake(in: words)
      {
        exit(with: mistake)
      }
      throw error
    }
  }

  private static func exit(with mistake: UsageMistake) -> Never {
    Console.writeNote(mistake.text)
    RootCommand.exit(withError: ExitCode(ExitStatus.usage.rawValue))
  }
}
