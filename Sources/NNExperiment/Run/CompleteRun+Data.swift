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

  /// Loads the data set that it was trained on, from its archive or from where `resolved.yaml`
  /// says.
  ///
  /// - Returns: the data set, and the watch that notices if a data file changes
  /// - Throws: `DataUnavailable` if a file is missing or is a different one now; another
  ///   `UserFacingError` if a file cannot be read, or changes meanwhile
  func dataset() throws -> (dataset: Dataset, watch: DataWatch) {
    let experiment = try experimentWithData
    let store = DataStore()
    let watch: DataWatch
    do {
      watch = DataWatch(try DataFile.ofDataset(of: experiment, in: store))
    } catch FileError.notFound where location.isArchive {
      throw DataUnavailable.notInArchive(location.path)
    } catch FileError.notFound(let path, let hint) {
      throw DataUnavailable.missing(path, hint: hint)
    } catch let mismatch as DigestMismatch {
      throw DataUnavailable.changed(mismatch)
    }
    let dataset = try watch.loadDataset(of: experiment, in: store)
    try experiment.check(against: dataset)
    return (dataset, watch)
  }

  /// The experiment with settings that lead to its data, which may have been unpacked from an
  /// archive.
  private var experimentWithData: Experiment {
    get throws {
      guard location.isArchive, FileSystem.isDirectory(folder.file("data")),
        let manifest = DataManifest(record: record, experiment: experiment)
      else { return experiment }
      return try ExperimentFile(
        path: folder.file(RunFolder.resolved), overrides: manifest.overrides(in: folder.path),
        registry: registry
      ).experiment
    }
  }
}
