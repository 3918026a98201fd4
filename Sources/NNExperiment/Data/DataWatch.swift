import NNConfig
import NNData
import NNFiles
import Synchronization

/// The data files of a run while it uses them.
///
/// What was hashed has to be what is loaded, and bytes that stay in a mapped file are read as long as
/// the run goes on. So each file has to stay as it was when it was hashed, also if that was done for
/// another run.
final class DataWatch: Sendable {
  private struct Entry {
    let file: WatchedFile
    /// What is known to have the bytes that were hashed.
    var status: FileStatus
    /// Whether its bytes are read as long as the run goes on.
    var isMapped = false
  }

  private struct State {
    var entries: [Entry]
    var warnings: [String] = []
  }

  private let state: Mutex<State>
  /// What was seen of the files that has no effect on the result, a sentence each.
  var warnings: [String] { state.withLock { $0.warnings } }
  private var entries: [Entry] { state.withLock { $0.entries } }

  /// Files that were hashed.
  init(_ files: [DataFile]) {
    state = Mutex(State(entries: files.map { Entry(file: $0.file, status: $0.file.status) }))
  }

  /// Reads the files.
  ///
  /// - Parameter reading: reads them, from where they were hashed
  /// - Returns: what `reading` returns; it was made of the bytes that were hashed
  /// - Throws: what `reading` throws; `FileError.changed` if a file is not the one that was hashed
  func load<Result>(_ reading: () throws -> Result) throws -> Result {
    let result = Swift.Result { try reading() }
    // What is wrong with a file that somebody is writing is not for its user to mend.
    for file in entries.map(\.file) { try file.checkUnchanged() }
    return try result.get()
  }

  /// The data set of an experiment.
  ///
  /// - Parameters:
  ///   - experiment: the experiment
  ///   - store: has it if it was loaded before
  /// - Returns: the data set; it was made of the bytes that were hashed
  /// - Throws: as `load`, also if a file has changed since the data set was loaded
  func loadDataset(of experiment: Experiment, in store: DataStore) throws -> Dataset {
    let loader = experiment.loader.component
    let paths = try load { try loader.files() }
    let files = entries.map(\.file).filter { paths.contains($0.path) }
    let dataset = try store.dataset(of: experiment, digests: files.map(\.digest)) {
      try load(with: loader) { try loader.load(seed: experiment.seed) }
    }
    // It may have been loaded long ago, by another training.
    return try load(with: loader) { dataset }
  }

  private func load(
    with loader: any DatasetLoader, _ reading: () throws -> Dataset
  ) throws -> Dataset {
    let dataset = try load(reading)
    // A loader that looks for files may have found others meanwhile.
    let paths = entries.map(\.file.path)
    if let other = try loader.files().first(where: { !paths.contains($0) }) {
      throw FileError.changed(other, .written("it was not there before"))
    }
    for mapped in dataset.mappedFiles {
      let index = entries.firstIndex { $0.status.isSameFile(as: mapped.status) }
      guard let index else { throw FileError.changed(mapped.path, .replaced) }
      try entries[index].file.check(mapped.status, since: entries[index].status)
      state.withLock { $0.entries[index].isMapped = true }
    }
    return dataset
  }

  /// The first file that was changed in a way that may have reached what was computed.
  ///
  /// A file that is mapped may have had other bytes even if it has the same now. One that was read as
  /// a whole has the right ones in memory as long as its own can be told to be the same.
  ///
  /// - Throws: `FileError` if a file cannot be looked at
  func firstChange() throws -> (file: WatchedFile, change: FileStatus.Change)? {
    for (index, entry) in entries.enumerated() {
      let now = try entry.file.currentStatus
      var warning: String?
      if let change = now.change(since: entry.status, path: entry.file.path) {
        guard !entry.isMapped, try entry.file.hasSameBytes(now) else { return (entry.file, change) }
        warning =
          "\(entry.file.path): was touched while the run used it (\(change)); it was in memory then "
          + "and has the same bytes as before"
      }
      state.withLock { state in
        state.entries[index].status = now
        if let warning { state.warnings.append(warning) }
      }
    }
    return nil
  }

  /// Warns of files that another has replaced since they were hashed.
  func warnOfReplacedFiles() {
    for file in entries.map(\.file) where file.isReplaced {
      let warning =
        "\(file.path): was removed or replaced while the run used it; what was used is the file that "
        + "was there before, with the SHA-256 \(file.digest)"
      state.withLock { $0.warnings.append(warning) }
    }
  }
}

/// A data file that somebody changed while a training used it.
struct ChangedData: UserFacingError {
  let path: String
  let change: FileStatus.Change
  /// The SHA-256 that it had before.
  let digest: String

  var exitStatus: ExitStatus { .badData }

  var description: String {
    "\(path): was changed while the run used it (\(change)), so what was computed since the last "
      + "checkpoint is not kept; put the file back as it was (SHA-256 \(digest)) and repeat the command "
      + "to resume; with any other file it is another run"
  }
}

extension DataWatch {
  /// Checks a training's data before anything that was computed from them is kept.
  ///
  /// - Throws: `ChangedData`
  func check() throws {
    guard let (file, change) = try firstChange() else { return }
    throw ChangedData(path: file.path, change: change, digest: file.digest)
  }
}
