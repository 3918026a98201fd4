import NNConfig
import NNExperiment
import NNFiles

/// Reads the experiment that the command line names.
func readExperiment(_ arguments: ExperimentArguments) throws -> ExperimentFile {
  guard FileSystem.exists(arguments.config) else {
    throw FileError.notFound(arguments.config, hint: hint(forMissing: arguments.config))
  }
  let registry = try Registry()
  return try ExperimentFile(
    path: arguments.config, overrides: arguments.overrides, registry: registry)
}

/// What was perhaps meant by a file that is not there.
private func hint(forMissing path: String) -> String? {
  if FileSystem.exists("\(path).yaml") { return "did you mean '\(path).yaml'?" }
  if path.contains("=") { return "settings follow the experiment file" }
  // `run` needs no name, so a mistyped command is taken for a file.
  let commands = NNRun.configuration.subcommands.compactMap { $0.configuration.commandName }
  return Suggestion.nearest(to: path, among: commands).map { "did you mean 'nnrun \($0)'?" }
}
