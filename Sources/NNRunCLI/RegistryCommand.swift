import ArgumentParser
import NNExperiment

/// A command that reads experiments, or lists what they can name.
protocol RegistryCommand: ParsableCommand {
  /// Runs the command.
  ///
  /// - Parameter registry: the plugins that an experiment can name
  /// - Throws: `ExitCode` if the process is to end with another code than 0; the message is written
  func run(with registry: Registry) throws
}
