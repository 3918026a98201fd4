import ArgumentParser
import NNExperiment
import NNFiles

/// The run that a command is about: a folder, an archive, or an experiment file with overrides,
/// whose run it is.
struct RunArguments: ParsableArguments {
  /// The help of the word that names a run.
  static let runHelp = ArgumentHelp(
    "Folder of a complete run, its archive, or its experiment file.", valueName: "run")

  @Argument(help: RunArguments.runHelp, completion: .run)
  var run: String

  @Argument(
    help: ArgumentHelp(
      "Settings that override those of an experiment file.", valueName: "key=value"),
    completion: .file())
  var overrides: [String] = []

  @OptionGroup var runs: RunsOptions

  /// The path of the run's folder or archive.
  ///
  /// - Parameter registry: the plugins that an experiment can name
  /// - Returns: the path
  /// - Throws: `ExperimentError` if an experiment has mistakes; `UntrainedExperiment` if it has no
  ///   run; `OverridesOfRun`; another `UserFacingError` if a file cannot be read
  func path(with registry: Registry) throws -> String {
    try Self.path(of: run, overrides: overrides, in: runs.folder, with: registry)
  }

  /// The path of the folder or archive of a run.
  ///
  /// - Parameters:
  ///   - run: a folder, an archive or an experiment file
  ///   - overrides: settings that override those of an experiment file
  ///   - runsDirectory: the folder of all runs
  ///   - registry: the plugins that an experiment can name
  /// - Returns: the path
  /// - Throws: as `path(with:)` does
  static func path(
    of run: String, overrides: [String], in runsDirectory: String, with registry: Registry
  ) throws -> String {
    guard [".yaml", ".yml"].contains(where: run.hasSuffix) else {
      if let override = overrides.first { throw OverridesOfRun(override: override, run: run) }
      return run
    }
    let file = try ExperimentFile(findingDataOf: run, overrides: overrides, registry: registry)
    return try file.trainedRun(in: runsDirectory, of: run)
  }
}

/// Settings for a run that has been trained.
private struct OverridesOfRun: UserFacingError {
  let override: String
  let run: String

  var exitStatus: ExitStatus { .usage }

  var description: String {
    FileSystem.exists(override)
      ? "'\(override.excerpt)': is not a setting; other data follow --data"
      : "'\(override.excerpt)': settings select the run of an experiment file, and '\(run)' is not one"
  }
}
