import ArgumentParser
import NNExperiment

/// A command that reads experiments, or lists what they can name.
protocol RegistryCommand: ParsableCommand {
  /// Does what the command is for.
  ///
  /// - Parameter registry: the plugins that an experiment can name
  /// - Throws: what ends the process, or an `ExitCode`
  func run(with registry: Registry) throws
}
