import NNConfig
import NNExperiment
import NNFiles

/// Reads the experiment that the command line names.
///
/// A file that is not there may be a mistyped command, because `run` needs no name.
func readExperiment(_ arguments: ExperimentArguments) throws -> ExperimentFile {
  do {
    return try ExperimentFile(
      path: arguments.config, overrides: arguments.overrides, registry: Registry())
  } catch FileError.notFound(let path, _) where path == arguments.config {
    let commands = NNRun.configuration.subcommands.compactMap(\.configuration.commandName)
    let nearest = Suggestion.nearest(to: path, among: commands)
    throw FileError.notFound(path, hint: nearest.map { "did you mean 'nnrun \($0)'?" })
  }
}
