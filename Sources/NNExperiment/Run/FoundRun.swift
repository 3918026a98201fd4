import NNConfig
import NNData

/// An experiment and its run: the identity and the folder, which follow from all that determines
/// the result. Nothing has been trained yet, and a data set is loaded only if layers take their
/// width from it.
struct FoundRun: Sendable {
  /// The experiment as it was written, with the widths of all layers.
  let file: ExperimentFile
  /// The files whose bytes determine the result.
  let dataFiles: [DataFile]
  /// The identity of the run.
  let identity: RunIdentity
  /// The folder of the run, which need not exist.
  let folder: RunFolder
  /// What the data set of the run depends on, so that runs with equal keys share it.
  let datasetKey: String
  /// The complete runs among which there may be one that this one continues.
  let shorterRuns: ShorterRuns
  private let store: DataStore

  /// Finds the run of an experiment, for which its data files are hashed, and its data set is
  /// loaded if layers take their width from it.
  ///
  /// - Parameters:
  ///   - file: the experiment
  ///   - runsDirectory: the folder of all runs
  ///   - store: the data, which runs can share
  ///   - shorterRuns: the complete runs in that folder, if they are known
  /// - Throws: a `UserFacingError` if a data file is missing or is not the one that the experiment
  ///   expects, or if layers take their width from a data set that cannot be loaded
  init(
    _ file: ExperimentFile, in runsDirectory: String, store: DataStore,
    shorterRuns: ShorterRuns? = nil
  ) throws {
    self.shorterRuns = shorterRuns ?? ShorterRuns(in: runsDirectory)
    self.store = store
    let dataFiles = try DataFile.all(of: file.experiment, in: store)
    self.dataFiles = dataFiles
    // The files of the data set come before those of other plugins.
    let count = try file.experiment.loader.component.files().count
    datasetKey = DataStore.key(
      of: file.experiment, files: dataFiles.prefix(count).map(\.digest))
    // The identity has numbers, so that it is that of the same network with its widths written.
    self.file = try file.fitted { [datasetKey] in
      try store.widths(for: datasetKey) {
        let dataset = try DataWatch(dataFiles).loadDataset(of: file.experiment, in: store)
        return DataWidths(dataset, from: file.experiment.loader.component)
      }
    }
    identity = RunIdentity(self.file.experiment, files: dataFiles)
    folder = RunFolder(path: "\(runsDirectory)/\(identity.folderName)")
  }

  /// What the run has in common with runs that differ only in their length; `nil` if something
  /// depends on that.
  var identityOfAnyLength: String? { RunIdentity.ofAnyLength(file.experiment, files: dataFiles) }

  /// The result of the run if it has been trained to an end before.
  ///
  /// - Parameter note: receives a message about a result that belongs to another run
  /// - Returns: the result; `nil` if there is none
  /// - Throws: `RunError` if the folder has a complete run that is damaged or another one;
  ///   `FileError` if it cannot be read
  func finishedReport(note: (String) -> Void = { _ in }) throws -> RunReport? {
    guard var report = try folder.finishedReport(of: identity, note: note) else { return nil }
    // Other settings may have led to the same experiment then.
    report.overrides = file.overrides
    return report
  }

  /// Loads the data set and checks that the experiment can be trained on it.
  ///
  /// - Parameter threads: the number of threads
  /// - Returns: the data set, and the watch that notices if a data file changes
  /// - Throws: a `UserFacingError` if the data cannot be read or do not fit the experiment, or
  ///   there is not enough memory
  func loadDataset(threads: Int) throws -> (dataset: Dataset, watch: DataWatch) {
    let experiment = file.experiment
    let watch = DataWatch(dataFiles)
    let dataset = try watch.loadDataset(of: experiment, in: store)
    try experiment.check(against: dataset)
    try experiment.checkMemory(toTrainOn: dataset, threads: threads)
    return (dataset, watch)
  }
}
