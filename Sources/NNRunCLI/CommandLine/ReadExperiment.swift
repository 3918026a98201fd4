import ArgumentParser
import NNConfig
import NNExperiment
import NNFiles
import Platform

/// Reads the experiment that the command line names.
///
/// - Throws: `FileError` if the file cannot be read; `ArchiveInsteadOfExperiment`;
///   `ExperimentError` if it has mistakes
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
  ExperimentFile.note(onPath: arguments.config).map(console.note)
  do {
    return try ExperimentFile(
      findingDataOf: arguments.config, overrides: arguments.overrides, registry: registry)
  } catch let error as ExperimentError {
    throw error.suggestingSweep(of: arguments.overrides, path: arguments.config)
  }
}

/// Checks that there may be an experiment file.
///
/// - Parameters:
///   - path: its path
///   - names: the files that are meant by the path of a folder that has one of them
/// - Throws: `FileError` with a hint if it does not exist, or is a folder, and without one if a
///   folder in its path may not be entered; `ArchiveInsteadOfExperiment`;
///   `DataInsteadOfExperiment`
func requireFile(at path: String, orIn names: [String] = ["resolved.yaml"]) throws {
  guard try FileSystem.isThere(path) else {
    throw FileError.notFound(
      path, hint: path.contains("=") ? "name the experiment file before the settings" : nil)
  }
  for name in names {
    let file = path + (path.hasSuffix("/") ? "" : "/") + name
    if FileSystem.exists(file) {
      throw FileError.isDirectory(path, hint: "did you mean '\(file)'?")
    }
  }
  if RunArchive.isArchive(path) { throw ArchiveInsteadOfExperiment(path: path) }
  if let data = DataInsteadOfExperiment(path) { throw data }
}

/// A file of data where an experiment file is expected.
private struct DataInsteadOfExperiment: UserFacingError {
  private let path: String
  private let loader: String

  /// The error for a path that ends as those of data do; `nil` for another one.
  init?(_ path: String) {
    let isTable = [".csv", ".csv.gz", ".tsv"].contains(where: path.hasSuffix)
    guard isTable || [".npz", ".npy"].contains(where: path.hasSuffix) else { return nil }
    self.path = path
    loader = isTable ? "csv" : "npz"
  }

  var exitStatus: ExitStatus { .usage }

  var description: String {
    "\(path): is data, not an experiment file; an experiment names it in "
      + "'dataset: {loader: \(loader), path: \(path.excerpt), ...}'"
  }
}

/// An archive of a run where an experiment file is expected.
private struct ArchiveInsteadOfExperiment: UserFacingError {
  let path: String

  var exitStatus: ExitStatus { .usage }

  var description: String {
    let word = path.shellWord
    return
      "\(path): is an archive of a run, not an experiment file; 'nnrun replay \(word)' trains it again, "
      + "'nnrun evaluate \(word)' measures its network, and 'nnrun predict \(word)' uses it"
  }
}

/// A word that is neither a command nor the path of an experiment file.
struct UnknownCommand: UserFacingError {
  private let word: String

  /// The error for a word in place of an experiment file, if it looks like a command.
  init?(_ word: String) {
    guard !word.isEmpty, !word.contains(where: { "/.=".contains($0) }), word != "-",
      !FileSystem.exists(word)
    else { return nil }
    self.word = word
  }

  var exitStatus: ExitStatus { .usage }

  /// What to write instead of commands that other programs have.
  private static let commands = [
    "train": "nnrun FILE.yaml", "fit": "nnrun FILE.yaml", "resume": "nnrun FILE.yaml",
    "test": "nnrun evaluate", "eval": "nnrun evaluate", "score": "nnrun evaluate",
    "infer": "nnrun predict", "apply": "nnrun predict",
    "list": "nnrun compare", "ls": "nnrun compare", "show": "nnrun compare",
    "diff": "nnrun compare", "runs": "nnrun compare",
    "validate": "nnrun check", "lint": "nnrun check",
    "grid": "nnrun sweep", "search": "nnrun sweep", "tune": "nnrun sweep",
    "pack": "nnrun archive", "zip": "nnrun archive", "reproduce": "nnrun replay",
    "version": "nnrun --version",
  ]

  var description: String {
    let commands = RootCommand.configuration.subcommands.compactMap { $0.configuration.commandName }
    let problem = "'\(word.excerpt)' is neither an experiment file nor a command"
    if let file = FileSystem.nearest(to: word) { return "\(problem); did you mean '\(file)'?" }
    let meant =
      Self.commands[word].map { "; write '\($0)'" }
      ?? Suggestion.nearest(to: word, among: commands).map { "; did you mean 'nnrun \($0)'?" }
    return "\(problem)\(meant ?? "")\n  commands are \(commands.joined(separator: ", "))"
  }
}
