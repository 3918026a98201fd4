import NNConfig
import NNData
import NNFiles
import Synchronization

/// Watches the data files of a run for changes while it uses them.
///
/// The bytes that were hashed have to be the bytes that are loaded, and those of a mapped file are
/// read until the run ends. So each file has to stay as it was when it was hashed, even if another
/// run hashed it.
final class DataWatch: Sendable {
  private struct Entry {
    let file: WatchedFile
    /// The latest status with which the file is known to have the bytes that were hashed.
    var status: FileStatus
    /// Whether its bytes are read until the run ends.
    var isMapped = false
  }

  private struct State {
    var entries: [Entry]
    var warnings: [String] = []
  }

  private let state: Mutex<State>
  /// Changes of files that had no effect on the result, a sentence each.
  var warnings: [String] { state.withLock { $0.warnings } }
  private var entries: [Entry] { state.withLock { $0.entries } }

  /// Watches files from when they were hashed.
  init(_ files: [DataFile]) {
    state = Mutex(State(entries: files.map { Entry(file: $0.file, status: $0.file.status) }))
  }

  /// Reads the files, and checks that they are still the ones that were hashed.
  ///
  /// - Parameter reading: reads them from their paths
  /// - Returns: what `reading` returns, made from the bytes that were hashed
  /// - Throws: `FileError.changed` if a file is not the one that was hashed; otherwise what
  ///   `reading` throws
  func load<Result>(_ reading: () throws -> Result) throws -> Result {
    let result = Swift.Result { try reading() }
    // A change comes first: what `reading` finds wrong with a file that somebody is writing means
    // nothing.
    for file in entries.map(\.file) { try file.checkUnchanged() }
    return try result.get()
  }

  /// Loads the data set of an experiment.
  ///
  /// - Parameters:
  ///   - experiment: the experiment
  ///   - store: keeps the data set for other runs, and may have it already
  /// - Returns: the data set, made from the bytes that were hashed
  /// - Throws: `FileError.changed` if a file is not the one that was hashed, also if it has changed
  ///   since another run loaded the data set; `DataError` if the loader has made a mistake;
  ///   otherwise what the loader throws
  func loadDataset(of experiment: Experiment, in store: DataStore) throws -> Dataset {
    let loader = experiment.loader.component
    let paths = try load { try loader.files() }
    let files = entries.map(\.file).filter { paths.contains($0.path) }
    let dataset = try store.dataset(of: experiment, digests: files.map(\.digest)) {
      let dataset = try load(with: loader) { try store.load(experiment, files: files) }
      if let mistake = dataset.mistake {
        throw DataError.mistakeOfLoader(experiment.loader.name, mistake)
      }
      return dataset
    }
    // Another training may have loaded it long ago, so the files are checked again.
    return try load(with: loader) { dataset }
  }

  private func load(
    with loader: any DatasetLoader, _ reading: () throws -> Dataset
  ) throws -> Dataset {
    let dataset = try load(reading)
    // A loader that looks for its files may have found different ones this time.
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

  /// The first file with a change that may have reached what was computed; `nil` if there is none.
  ///
  /// Any change of a mapped file counts: its bytes may have been different for a while, even if
  /// they are the same again. A file that was read into memory counts only if its bytes are
  /// different now.
  ///
  /// - Throws: `FileError` if the status or the bytes of a file cannot be read
  func firstChange() throws -> (file: WatchedFile, change: FileStatus.Change)? {
    for (index, entry) in entries.enumerated() {
      let now = try entry.file.currentStatus
      var warning: String?
      if let change = now.change(since: entry.status, path: entry.file.path) {
        guard !entry.isMapped, try entry.file.hasSameBytes(now) else { return (entry.file, change) }
        warning =
          "\(entry.file.path): was touched while the run used it (\(change)); it was already in "
          + "memory, and its bytes are the same as before"
      }
      state.withLock { state in
        state.entries[index].status = now
        if let warning { state.warnings.append(warning) }
      }
    }
    return nil
  }

  /// Adds a warning for each file that has been removed or replaced since it was hashed.
  func warnOfReplacedFiles() {
    for file in entries.map(\.file) where file.isReplaced {
      let warning =
        "\(file.path): was removed or replaced while the run used it; the run used the file that "
        + "was there before, with the SHA-256 \(file.digest)"
      state.withLock { $0.warnings.append(warning) }
    }
  }
}

/// A data file that somebody changed while a training used it.
struct ChangedData: UserFacingError {
  let path: String
  let change: FileStatus.Change
  /// The SHA-256 that the file had before.
  let digest: String

  var exitStatus: ExitStatus { .badData }

  var description: String {
    "\(path): was changed while the run used it (\(change)), so what was computed since the last "
      + "checkpoint is not kept; put the file back as it was (SHA-256 \(digest)) and repeat the command "
      + "to resume; any other file makes it another run"
  }
}

extension DataWatch {
  /// Checks a training's data, before anything that was computed from them is kept.
  ///
  /// - Throws: `ChangedData` if a change may have reached what was computed; `FileError` if a file
  ///   cannot be examined
  func check() throws {
    guard let (file, change) = try firstChange() else { return }
    throw ChangedData(path: file.path, change: change, digest: file.digest)
  }
}
