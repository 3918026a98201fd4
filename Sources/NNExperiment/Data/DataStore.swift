import NNConfig
import NNData
import NNFiles

/// The data that several runs share: each file is hashed once and each data set loaded once,
/// whichever thread asks for it first.
///
/// Everything is kept as long as the store exists, or until a data set is forgotten. So a file must
/// not change from when it is hashed until the last run has used it.
final class DataStore: Sendable {
  private let files = SharedValues<WatchedFile>()
  private let datasets = SharedValues<Dataset>()
  private let widths = SharedValues<DataWidths>()

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
    try datasets.value(for: Self.key(of: experiment, digests: digests), make: load)
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
  ///   - digests: the SHA-256 of the files that its loader reads
  /// - Returns: a text that is equal for equal data sets
  static func key(of experiment: Experiment, digests: [String]) -> String {
    let loader = experiment.loader
    let settings = loader.options.map { ($0.parameter.name, $0.value.json) }
    // Two libraries can have loaders of one name.
    let library = if case .library(_, let digest) = loader.origin { digest } else { "" }
    return JSONValue.object([
      ("loader", .string(loader.name)), ("library", .string(library)),
      ("settings", .object(settings)),
      ("seed", loader.component.usesSeed ? .string(String(experiment.seed)) : .null),
      ("files", .array(digests.map { .string($0) })),
    ]).text
  }
}
