import NNConfig
import NNFiles

/// A file whose bytes determine a result.
struct DataFile: Sendable {
  /// What `sha256` calls it: the file's name, numbered from the second of that name on.
  ///
  /// It does not depend on folders, so that data can be moved together with `sha256`.
  let name: String
  /// The file, which stays open as long as it is used.
  let file: WatchedFile
  /// Where it is.
  var path: String { file.path }
  /// The SHA-256 of its bytes, in lower-case hexadecimal digits.
  var digest: String { file.digest }

  /// Finds and hashes the files of an experiment.
  ///
  /// - Parameters:
  ///   - experiment: the experiment
  ///   - store: has the files that were hashed before
  /// - Returns: those of its data set, and after them those of its other plugins
  /// - Throws: `FileError` if one is missing; `DigestMismatch` if one is not what the experiment
  ///   expects; `ExperimentError` if it expects a file that is not there
  static func all(of experiment: Experiment, in store: DataStore) throws -> [DataFile] {
    let files = try hashed(experiment.plugins.settings.flatMap { try $0.plugin.files() }, in: store)
    for expected in experiment.expectedDigests {
      if files.contains(where: { $0.name == expected.key }) { continue }
      let hint = Suggestion.hint(for: expected.key, among: files.map(\.name))
      throw ExperimentError(
        "'sha256' names the file '\(expected.key)', which is not read\(hint)",
        at: experiment.ranges["sha256"])
    }
    for file in files { try file.check(against: experiment) }
    return files
  }

  /// Finds and hashes the files of an experiment's data set. Start weights may be gone when a network
  /// is trained.
  ///
  /// - Parameters:
  ///   - experiment: the experiment
  ///   - store: has the files that were hashed before
  /// - Returns: the files
  /// - Throws: `FileError` if one is missing; `DigestMismatch` if one is not what the experiment
  ///   expects
  static func ofDataset(of experiment: Experiment, in store: DataStore) throws -> [DataFile] {
    // They come before others, so that their names are the same without them.
    let files = try hashed(experiment.loader.component.files(), in: store)
    for file in files { try file.check(against: experiment) }
    return files
  }

  private static func hashed(_ paths: [String], in store: DataStore) throws -> [DataFile] {
    var names: Set<String> = []
    return try paths.map { path in
      let lastPart = FileSystem.name(of: path)
      var name = lastPart
      var number = 1
      while !names.insert(name).inserted {
        number += 1
        name = "\(lastPart) (\(number))"
      }
      return DataFile(name: name, file: try store.file(at: path))
    }
  }

  private func check(against experiment: Experiment) throws(DigestMismatch) {
    for expected in experiment.expectedDigests
    where expected.key == name && expected.value.lowercased() != digest {
      throw DigestMismatch(path: path, expected: expected.value, found: digest)
    }
  }
}

/// A data file that is not the one that the experiment was made with.
struct DigestMismatch: UserFacingError {
  let path: String
  let expected: String
  let found: String

  var exitStatus: ExitStatus { .badData }

  var description: String {
    """
    \(path): is another file than the experiment expects
      its SHA-256 is     \(found)
      the experiment has \(expected)
    """
  }
}
