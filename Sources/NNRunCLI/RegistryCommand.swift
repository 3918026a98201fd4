import ArgumentParser
import NNExperiment

/// A command that reads experiments, or lists what they can name.
protocol RegistryCommand: ParsableCommand {
  /// Runs the command.
  ///
  /// - Parameter registry: the plugins that an experiment can name
  /// - Throws: `ExitCode` if the process is to end with another code than 0; the message is written
  func run(with registry: Registry) throws

  /// What the value of an argument can be, besides the words and files of its declaration.
  ///
  /// - Parameters:
  ///   - valueName: the name of the value in help texts
  ///   - positionals: the words before it that are neither options nor their values
  ///   - registry: the plugins that an experiment can name
  /// - Returns: the candidates, in the order in which they are shown
  static func candidates(
    for valueName: String, after positionals: [String], with registry: Registry
  ) -> [Completion.Candidate]
}

extension RegistryCommand {
  static func candidates(
    for valueName: String, after positionals: [String], with registry: Registry
  ) -> [Completion.Candidate] { [] }
}
