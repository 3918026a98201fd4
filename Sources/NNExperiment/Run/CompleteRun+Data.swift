import NNConfig
import NNData
import NNFiles

extension CompleteRun {
  /// Its data files.
  ///
  /// - Throws: `RunError` if the record does not tell
  var manifest: DataManifest {
    get throws {
      guard let manifest = DataManifest(record: record, experiment: experiment) else {
        throw location.inconsistent(RunFolder.record, "does not tell where the data files are")
      }
      // The settings are covered by SHA256SUMS, the record is not.
      let digests = experiment.expectedDigests.map(\.value)
      guard manifest.entries.allSatisfy({ digests.contains($0.digest) }) else {
        throw location.inconsistent(
          RunFolder.record, "has other data files than \(RunFolder.resolved)")
      }
      return manifest
    }
  }

  /// The data set that it was trained on, found in its archive or where `resolved.yaml` says.
  ///
  /// - Returns: the data set, and what finds out whether somebody changes it
  /// - Throws: `DataUnavailable` if a file is not there any more or has changed
  func dataset() throws -> (dataset: Dataset, watch: DataWatch) {
    let experiment = try experimentWithData
    let store = DataStore()
    let watch: DataWatch
    do {
      watch = DataWatch(try DataFile.ofDataset(of: experiment, in: store))
    } catch FileError.notFound where location.isArchive {
      throw DataUnavailable.notInArchive
    } catch FileError.notFound(let path, let hint) {
      throw DataUnavailable.missing(path, hint: hint)
    } catch let mismatch as DigestMismatch {
      throw DataUnavailable.changed(mismatch)
    }
    let dataset = try watch.loadDataset(of: experiment, in: store)
    try experiment.check(against: dataset)
    return (dataset, watch)
  }

  /// The experiment with settings that lead to its data, also if those were unpacked.
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
