import ArgumentParser
import NNConfig
import NNExperiment
import NNFiles
import Platform

/// Reads the experiment that the command line names.
///
/// - Throws: `FileError` if the file cannot be read, `ExperimentError` if it has mistakes
func readExperiment(
  _ arguments: ExperimentArguments, registry: Registry, console: Console
) throws -> ExperimentFile {
  if arguments.config == "-" {
    if isatty(STDIN_FILENO) == 1 {
      console.note("reading the experiment from the terminal; end it with Ctrl-D")
    }
    return try ExperimentFile(
      descriptor: STDIN_FILENO, name: "standard input", experimentName: "stdin",
      overrides: arguments.overrides, registry: registry)
  }
  try requireFile(at: arguments.config)
  do {
    return try ExperimentFile(
      path: arguments.config, overrides: arguments.overrides, registry: registry)
  } catch let error as ExperimentError {
    throw error.suggestingSweep(of: arguments.overrides, path: arguments.config)
  }
}

/// Checks that there may be an experiment file.
///
/// - Parameters:
///   - path: its path
///   - settings: the file that is meant by the path of a folder that has it
/// - Throws: `FileError` with a hint if it does not exist, or is a folder with such a file
func requireFile(at path: String, settings: String = "resolved.yaml") throws(FileError) {
  guard FileSystem.exists(path) else {
    throw FileError.notFound(path, hint: hint(forMissing: path))
  }
  let settings = path + (path.hasSuffix("/") ? "" : "/") + settings
  if FileSystem.exists(settings) {
    throw FileError.isDirectory(path, hint: "did you mean '\(settings)'?")
  }
}

/// What was probably meant by the path of a file that does not exist.
private func hint(forMissing path: String) -> String? {
  if FileSystem.exists("\(path).yaml") { return "did you mean '\(path).yaml'?" }
  if path.contains("=") { return "name the experiment file before the settings" }
  // `run` may be left out, so a mistyped command looks like a file.
  let commands = RootCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
  return Suggestion.nearest(to: path, among: commands).map { "did you mean 'nnrun \($0)'?" }
}
