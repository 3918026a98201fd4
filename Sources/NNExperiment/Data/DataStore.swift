import NNConfig
import NNData
import NNFiles
import Synchronization

/// The data that several runs share: each file is hashed once and each data set loaded once,
/// whichever thread asks for it first.
///
/// Everything is kept as long as the store exists, or until a data set is forgotten. So a file must
/// not change from when it is hashed until the last run has used it.
final class DataStore: Sendable {
  private let files = SharedValues<WatchedFile>()
  private let datasets = SharedValues<Dataset>()
  private let widths = SharedValues<DataWidths>()
  /// Data sets that are being loaded before their files are hashed.
  private let aheadLoads = Mutex<[String: AheadLoad]>([:])

  /// An empty store.
  init() {}

  /// A file, hashed now or before.
  ///
  /// - Throws: `FileError` if it cannot be read, or has changed since it was hashed
  func file(at path: String) throws -> WatchedFile {
    let file = try files.value(for: path) { try WatchedFile(hashing: path) }
    try file.checkUnchanged()
    return file
  }

  /// The data set of an experiment, loaded now or before.
  ///
  /// - Parameters:
  ///   - experiment: the experiment
  ///   - digests: the SHA-256 of the files that its loader reads
  ///   - load: loads it, and checks that the files still have these digests afterwards
  /// - Returns: the data set; its files may have changed since it was loaded
  /// - Throws: what `load` throws
  func dataset(
    of experiment: Experiment, digests: [String], load: () throws -> Dataset
  ) throws -> Dataset {
    try datasets.value(for: Self.key(of: experiment, files: digests), make: load)
  }

  /// Begins to load the data set of an experiment, for whoever asks for it first once its files are
  /// hashed. One thread takes as long to hash them as several take to decompress them.
  ///
  /// - Throws: what the loader throws that has to look for its files
  func loadAhead(_ experiment: Experiment) throws {
    let paths = try experiment.loader.component.files()
    guard let load = AheadLoad(experiment, paths: paths) else { return }
    aheadLoads.withLock { $0[Self.key(of: experiment, files: paths)] = load }
  }

  /// Loads the data set of an experiment, or waits until it is loaded if that has begun.
  ///
  /// - Parameters:
  ///   - experiment: the experiment
  ///   - files: the files that its loader reads, which are hashed
  /// - Returns: the data set
  /// - Throws: what the loader throws
  func load(_ experiment: Experiment, files: [WatchedFile]) throws -> Dataset {
    let key = Self.key(of: experiment, files: files.map(\.path))
    let ahead = aheadLoads.withLock { $0.removeValue(forKey: key) }
    return try ahead?.dataset(of: files)
      ?? experiment.loader.component.load(seed: experiment.seed)
  }

  /// The widths of a data set, found now or before.
  ///
  /// - Parameters:
  ///   - key: what the data set depends on
  ///   - find: finds them in the data set
  /// - Returns: the widths, which are kept also when the data set is forgotten
  /// - Throws: what `find` throws
  func widths(for key: String, find: () throws -> DataWidths) throws -> DataWidths {
    try widths.value(for: key, make: find)
  }

  /// Lets go of a data set: runs that use it keep it, and others load it again.
  ///
  /// - Parameter key: what the data set depends on
  func forget(_ key: String) { datasets.remove(key) }

  /// What a data set depends on.
  ///
  /// - Parameters:
  ///   - experiment: an experiment that uses it
  ///   - files: the files that its loader reads, by SHA-256 or path
  /// - Returns: a text that is equal for equal data sets
  static func key(of experiment: Experiment, files: [String]) -> String {
    let loader = experiment.loader
    let settings = loader.options.map { ($0.parameter.name, $0.value.json) }
    // Two libraries can have loaders of one name.
    let library = if case .library(_, let digest) = loader.origin { digest } else { "" }
    return JSONValue.object([
      ("loader", .string(loader.name)), ("library", .string(library)),
      ("settings", .object(settings)),
      ("seed", loader.component.usesSeed ? .string(String(experiment.seed)) : .null),
      ("files", .array(files.map { .string($0) })),
    ]).text
  }
}
