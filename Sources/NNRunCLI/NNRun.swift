import ArgumentParser
public import NNExperiment
import NNFiles

/// The command-line tool.
public enum NNRun {
  /// Runs the command that the command line names. If that fails, or there is only help to print,
  /// the process exits with the code for it.
  ///
  /// - Parameter registry: the plugins that experiments can name; by default the built-in ones
  public static func main(registry: Registry = Registry()) {
    let words = Array(CommandLine.arguments.dropFirst())
    // First of all, because an answer must not come with messages.
    if let request = CompletionRequest(in: words) { return request.answer(with: registry) }
    Console.reserveClosedStreams()
    LostReaders.survive()
    Console.reportSizeLimits()
    TooLittleMemory.exitIfSo()
    MappedRanges.reportLostBytes(erasesLine: Terminal.canRedraw)
    if UsageMistake.isLikely(in: words), let mistake = UsageMistake(in: words) {
      exit(with: mistake)
    }
    do {
      if let script = CompletionScript(requestedBy: words, of: CommandLine.arguments.first ?? "") {
        return try Console.reportingErrors { try Console(isQuiet: false).print(script.text) }
      }
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

  /// The command that words name. If they have a mistake, the process exits with a message.
  ///
  /// - Throws: the argument parser's error, which may also be a request for help
  private static func command(of words: [String]) throws -> any ParsableCommand {
    do {
      return try RootCommand.parseAsRoot(words)
    } catch {
      // The argument parser adds this option and does not list it.
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
