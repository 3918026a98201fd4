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
    try location.naming { try loadDataset() }
  }

  private func loadDataset() throws -> (dataset: Dataset, watch: DataWatch) {
    let store = DataStore()
    var experiment = try experimentInArchive ?? experiment
    let files: [DataFile]
    do {
      try store.loadAhead(experiment)
      files = try DataFile.ofDataset(of: experiment, in: store)
    } catch {
      guard let problem = DataUnavailable(error, of: location) else { throw error }
      guard
        let relocations = try relocations(
          remedy: location.isArchive
            ? "name the run's folder instead, or other data with --data"
            : "put it back, or name it, or other data, with --data")
      else { throw problem }
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

  /// The overrides with which the experiment reads its data where they are now.
  ///
  /// - Parameter remedy: what the message says to do if a file is not found
  /// - Returns: an override for each setting; `nil` if there is no other place where the data could
  ///   be, or files that a setting finds in a folder are not together in one
  /// - Throws: `DataUnavailable` if a file is at none of several places
  fileprivate func relocations(remedy: String) throws -> [String]? {
    guard let manifest = try? manifest else { return nil }
    let finder = DataFinder(self, remedy: remedy)
    var folders: [String: String] = [:]
    do {
      return try manifest.overrides { entry in
        let path = try finder.find(entry)
        let folder = FileSystem.folder(of: path)
        let isTogether = folders.updateValue(folder, forKey: entry.setting).map { $0 == folder }
        guard !entry.isInFolder || isTogether ?? true && FileSystem.name(of: path) == entry.name
        else { throw FileError.notFound(path, hint: nil) }
        return path
      }
    } catch DataUnavailable.notFound(_, let search, _)
      where search.places.count < 2 && search.archive == nil
    {
      return nil
    } catch is FileError {
      return nil
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
  ///   it or in an override; `DataUnavailable` if the data of such a run are found nowhere
  package init(findingDataOf path: String, overrides: [String], registry: Registry) throws {
    let source = try ExperimentSource(path: path)
    var file = try ExperimentFile(source, overrides: overrides, registry: registry)
    if FileSystem.name(of: path) == RunFolder.resolved {
      let store = DataStore()
      do {
        _ = try DataFile.all(of: file.experiment, in: store)
        file.hashedData = store
      } catch  where DataUnavailable.concerns(error) {
        let run = try? CompleteRun(FileSystem.folder(of: path), registry: registry)
        // Of a file that an override names, whoever needs it says what is wrong.
        let settings = run?.experiment.pathSettings.map(\.setting) ?? []
        let isNamed = overrides.contains { override in
          Override.parts(of: override).map { settings.contains(String($0.key)) } ?? false
        }
        if let run, !isNamed, let relocations = try run.relocationsOfSettings {
          file = try ExperimentFile(
            source, relocations: relocations, overrides: overrides, registry: registry)
        }
      } catch {
        // Whoever needs the data reports it.
      }
    }
    self = file
  }
}

extension CompleteRun {
  /// The overrides with which `resolved.yaml` reads the data where they are now, as `relocations`
  /// finds them.
  fileprivate var relocationsOfSettings: [String]? {
    get throws {
      let setting = experiment.pathSettings.first?.setting ?? "dataset.path"
      return try relocations(
        remedy: "put it back, or name a file of the same name with \(setting)=PATH")
    }
  }
}
