import NNConfig
import NNData
import NNFiles

extension CompleteRun {
  /// The data files that its record lists.
  ///
  /// - Throws: `RunError` if the record does not list them, or lists others than `resolved.yaml`
  var manifest: DataManifest {
    get throws {
      guard let manifest = DataManifest(record: record, experiment: experiment) else {
        throw location.inconsistent(RunFolder.record, "does not say where the data files are")
      }
      // SHA256SUMS covers the settings, but not the record.
      let digests = experiment.expectedDigests.map(\.value)
      guard manifest.entries.allSatisfy({ digests.contains($0.digest) }) else {
        throw location.inconsistent(
          RunFolder.record, "has other data files than \(RunFolder.resolved)")
      }
      return manifest
    }
  }

  /// Loads the data set that it was trained on, from where `resolved.yaml` says, or otherwise from
  /// where a replay finds the files.
  ///
  /// - Returns: the data set, and the watch that notices if a data file changes
  /// - Throws: `DataUnavailable` if a file is missing or is a different one now; another
  ///   `UserFacingError` if a file cannot be read, or changes meanwhile
  func dataset() throws -> (dataset: Dataset, watch: DataWatch) {
    let store = DataStore()
    var experiment = experiment
    let files: [DataFile]
    do {
      files = try DataFile.ofDataset(of: experiment, in: store)
    } catch {
      guard let problem = DataUnavailable(error, of: location) else { throw error }
      guard let found = try experimentWithFoundData() else { throw problem }
      experiment = found
      files = try DataFile.ofDataset(of: experiment, in: store)
    }
    let watch = DataWatch(files)
    let dataset = try watch.loadDataset(of: experiment, in: store)
    try experiment.check(against: dataset)
    return (dataset, watch)
  }

  /// The experiment with settings that lead to its data, which were moved or are in an archive;
  /// `nil` if they are not found.
  private func experimentWithFoundData() throws -> Experiment? {
    guard let overrides = overridesToFindData() else { return nil }
    return try ExperimentFile(
      path: folder.file(RunFolder.resolved), overrides: overrides, registry: registry
    ).experiment
  }

  /// The overrides with which the experiment reads its data where they are now; `nil` if they are
  /// not found.
  fileprivate func overridesToFindData() -> [String]? {
    guard let manifest = try? manifest else { return nil }
    let finder = DataFinder(self, remedy: "")
    return try? manifest.overrides { try finder.find($0) }
  }
}

extension ExperimentFile {
  /// The overrides with which the `resolved.yaml` of a complete run reads its data, if they are not
  /// where it says, because the folder was moved or is an archive that was unpacked.
  ///
  /// - Parameters:
  ///   - path: the path of an experiment file
  ///   - registry: the plugins that it can name
  /// - Returns: overrides; none for other files, or if the data are where they were or not found
  package static func overridesToFindData(ofRunAt path: String, registry: Registry) -> [String] {
    guard FileSystem.name(of: path) == RunFolder.resolved,
      let run = try? CompleteRun(FileSystem.folder(of: path), registry: registry),
      !run.experiment.pathSettings.allSatisfy({ FileSystem.exists($0.path) })
    else { return [] }
    return run.overridesToFindData() ?? []
  }
}
