import NNData

/// An experiment and its run: the identity and the folder that follow from all that determines the
/// result. No data set is loaded yet, and nothing is trained.
struct FoundRun: Sendable {
  /// The experiment as it was written.
  let file: ExperimentFile
  /// The files whose bytes determine the result.
  let dataFiles: [DataFile]
  /// The run's identity.
  let identity: RunIdentity
  /// Its folder, which need not exist.
  let folder: RunFolder
  private let store: DataStore

  /// Finds the run of an experiment.
  ///
  /// - Parameters:
  ///   - file: the experiment
  ///   - runsDirectory: the folder of all runs
  ///   - store: the data, which runs can share
  /// - Throws: a `UserFacingError` if a data file is missing or is not what the experiment expects
  init(_ file: ExperimentFile, in runsDirectory: String, store: DataStore) throws {
    self.file = file
    self.store = store
    dataFiles = try DataFile.all(of: file.experiment, in: store)
    identity = RunIdentity(file.experiment, files: dataFiles)
    folder = RunFolder(path: "\(runsDirectory)/\(identity.folderName)")
  }

  /// What came out of the run before, if it was trained to an end; `latest` then points to it.
  ///
  /// - Parameter note: is called with a message about a result that belongs to another run
  /// - Returns: the result; `nil` if there is none
  /// - Throws: `RunError` if a complete run is damaged or another one; `FileError`
  func finishedReport(note: (String) -> Void = { _ in }) throws -> RunReport? {
    guard let report = try folder.finishedReport(of: identity, note: note) else { return nil }
    try folder.linkAsLatest()
    return report
  }

  /// Loads the data set and checks that the experiment can be trained on it.
  ///
  /// - Returns: the data set, and what finds out whether somebody changes a data file
  /// - Throws: a `UserFacingError` if data do not allow it, or there is not enough memory
  func loadDataset() throws -> (dataset: Dataset, watch: DataWatch) {
    let experiment = file.experiment
    let watch = DataWatch(dataFiles)
    let dataset = try watch.loadDataset(of: experiment, in: store)
    try experiment.check(against: dataset)
    try experiment.checkMemory(toTrainOn: dataset)
    return (dataset, watch)
  }
}
