import NNConfig
import NNExperiment
import NNFiles

/// Reads the experiment that the command line names.
///
/// A file that is not there may be a mistyped command, because `run` needs no name.
func readExperiment(_ arguments: ExperimentArguments) throws -> ExperimentFile {
  guard FileSystem.exists(arguments.config) else {
    let commands = NNRun.configuration.subcommands.compactMap { $0.configuration.commandName }
    let nearest = Suggestion.nearest(to: arguments.config, among: commands)
    let hint = nearest.map { "did you mean 'nnrun \($0)'?" }
    throw FileError.notFound(arguments.config, hint: hint)
  }
  let registry = try Registry()
  return try ExperimentFile(
    path: arguments.config, overrides: arguments.overrides, registry: registry)
}
