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

  /// Loads the data set that it was trained on, from its archive, from where `resolved.yaml` says,
  /// or otherwise from where a replay finds the files.
  ///
  /// - Returns: the data set, and the watch that notices if a data file changes
  /// - Throws: `DataUnavailable` if a file is missing or is a different one now; another
  ///   `UserFacingError` if a file cannot be read, or changes meanwhile
  func dataset() throws -> (dataset: Dataset, watch: DataWatch) {
    let store = DataStore()
    var experiment = try experimentInArchive ?? experiment
    let files: [DataFile]
    do {
      files = try DataFile.ofDataset(of: experiment, in: store)
    } catch {
      guard let problem = DataUnavailable(error, of: location) else { throw error }
      guard let relocations else { throw problem }
      experiment = try self.experiment(relocations)
      files = try DataFile.ofDataset(of: experiment, in: store)
    }
    let watch = DataWatch(files)
    let dataset = try watch.loadDataset(of: experiment, in: store)
    try experiment.check(against: dataset)
    return (dataset, watch)
  }

  /// The experiment with settings that lead to data in its archive; `nil` if there are none.
  private var experimentInArchive: Experiment? {
    get throws {
      guard location.isArchive, FileSystem.isDirectory(folder.file("data")),
        let manifest = DataManifest(record: record, experiment: experiment)
      else { return nil }
      return try experiment(manifest.overrides(in: folder.path))
    }
  }

  private func experiment(_ relocations: [String]) throws -> Experiment {
    try ExperimentFile(
      ExperimentSource(path: folder.file(RunFolder.resolved)), relocations: relocations,
      overrides: [], registry: registry
    ).experiment
  }

  /// The overrides with which the experiment reads its data where they are now; `nil` if they are
  /// not found, or files that a setting finds in a folder are not together in one.
  fileprivate var relocations: [String]? {
    guard let manifest = try? manifest else { return nil }
    let finder = DataFinder(self, remedy: "")
    var folders: [String: String] = [:]
    return try? manifest.overrides { entry in
      let path = try finder.find(entry)
      let folder = FileSystem.folder(of: path)
      let isTogether = folders.updateValue(folder, forKey: entry.setting).map { $0 == folder }
      guard !entry.isInFolder || isTogether ?? true && FileSystem.name(of: path) == entry.name
      else { throw FileError.notFound(path, hint: nil) }
      return path
    }
  }
}

extension ExperimentFile {
  /// Reads an experiment file. If it is the `resolved.yaml` of a complete run whose data are not
  /// where it says, because the folder was moved or is an archive that was unpacked, they are read
  /// from where they are found.
  ///
  /// - Parameters:
  ///   - path: the path of the file
  ///   - overrides: settings that replace the file's, `KEY=VALUE`
  ///   - registry: the plugins that can be named
  /// - Throws: `FileError` if the file cannot be read; `ExperimentError` if there are mistakes in
  ///   it or in an override
  package init(findingDataOf path: String, overrides: [String], registry: Registry) throws {
    let source = try ExperimentSource(path: path)
    let file = try ExperimentFile(source, overrides: overrides, registry: registry)
    guard FileSystem.name(of: path) == RunFolder.resolved,
      !file.experiment.pathSettings.allSatisfy({ FileSystem.exists($0.path) }),
      let run = try? CompleteRun(FileSystem.folder(of: path), registry: registry),
      let relocations = run.relocations
    else {
      self = file
      return
    }
    self = try ExperimentFile(
      source, relocations: relocations, overrides: overrides, registry: registry)
  }
}
