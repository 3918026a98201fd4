package import NNFiles

extension ExperimentFile {
  /// The folder of the run of the experiment.
  ///
  /// - Parameters:
  ///   - runsDirectory: the path of the folder of all runs
  ///   - path: the path of the file, for messages
  /// - Returns: the path of the folder
  /// - Throws: `UntrainedExperiment` if there is none; another `UserFacingError` if a data file is
  ///   missing or is not the one that the experiment expects, or the folder may not be entered
  package func trainedRun(in runsDirectory: String, of path: String) throws -> String {
    let folder = try FoundRun(self, in: runsDirectory, store: dataStore).folder
    guard try FileSystem.isThere(folder.file(RunFolder.config)) else {
      let isElsewhere = runsDirectory != RunFolder.defaultDirectory
      let words =
        ["nnrun", path] + overrides + (isElsewhere ? ["--runs-dir", runsDirectory] : [])
      throw UntrainedExperiment(
        run: folder.path, command: words.map(\.shellWord).joined(separator: " "),
        hasLibraries: !experiment.libraries.isEmpty)
    }
    return folder.path
  }
}

extension ExperimentFile {
  /// A note about the `config.yaml` of a run that was made with overrides, which are not in that
  /// file; `nil` for any other file.
  ///
  /// - Parameter path: the path of the file
  /// - Returns: a sentence
  package static func note(onPath path: String) -> String? {
    let folder = FileSystem.folder(of: path)
    guard FileSystem.name(of: path) == RunFolder.config,
      let record = try? RunRecord.read(in: RunFolder(path: folder)),
      !record.report.overrides.isEmpty
    else { return nil }
    let overrides = record.report.overrides.map { $0.shortened(to: 60) }
    return "\(path): lacks the overrides of its run, \(overrides.listing); "
      + "'\(FileSystem.path(RunFolder.resolved, in: folder))' has them and repeats the run"
  }
}

/// An experiment that has no run where its network is asked for.
package struct UntrainedExperiment: UserFacingError {
  let run: String
  /// The command that trains it.
  let command: String
  /// Whether it uses plugins of libraries.
  let hasLibraries: Bool

  package var exitStatus: ExitStatus { .noInput }

  package var description: String {
    "\(run): does not exist, because this experiment has not been trained, or only on other data"
      + "\(hasLibraries ? " or with another build of its plugins" : ""); train it: \(command)"
  }
}
