import NNConfig
import NNData
import NNFiles

/// The data that several runs share: each file is hashed once and each data set loaded once,
/// whichever thread asks for it first.
///
/// Everything is kept as long as the store exists. So a file must not change from when it is hashed
/// until the last run has used it.
final class DataStore: Sendable {
  private let files = SharedValues<WatchedFile>()
  private let datasets = SharedValues<Dataset>()

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
    let loader = experiment.loader
    let settings = loader.options.map { ($0.parameter.name, $0.value.json) }
    let key = JSONValue.object([
      ("loader", .string(loader.name)), ("settings", .object(settings)),
      ("seed", loader.component.usesSeed ? .string(String(experiment.seed)) : .null),
      ("files", .array(digests.map { .string($0) })),
    ])
    return try datasets.value(for: key.text, make: load)
  }
}
