import NNConfig
import NNFiles

/// A file whose bytes determine a result.
struct DataFile: Sendable {
  /// The key of the file in `sha256`: its name, numbered from the second file of that name on.
  ///
  /// It does not depend on folders, so data can be moved without a change of `sha256`.
  let name: String
  /// The file, which stays open as long as it is used.
  let file: WatchedFile
  /// The path of the file.
  var path: String { file.path }
  /// The SHA-256 of its bytes, in lower-case hexadecimal digits.
  var digest: String { file.digest }

  /// Finds and hashes the files of an experiment.
  ///
  /// - Parameters:
  ///   - experiment: the experiment
  ///   - store: hashes the files, unless it has them already
  /// - Returns: the files of its data set, and after them those of its other plugins
  /// - Throws: `FileError` if a file is missing or has changed since it was hashed;
  ///   `DigestMismatch` if one is not the file that `sha256` expects; `ExperimentError` if `sha256`
  ///   names one that no plugin reads; what a plugin throws that has to look for its files
  static func all(of experiment: Experiment, in store: DataStore) throws -> [DataFile] {
    let files = try hashed(experiment.plugins.settings.flatMap { try $0.plugin.files() }, in: store)
    for expected in experiment.expectedDigests {
      if files.contains(where: { $0.name == expected.key }) { continue }
      let hint = Suggestion.hint(for: expected.key, among: files.map(\.name))
      throw ExperimentError(
        "'sha256' names the file '\(expected.key)', which is not read\(hint)",
        at: experiment.ranges[ExperimentFields.sha256])
    }
    for file in files { try file.check(against: experiment) }
    return files
  }

  /// Finds and hashes only the files of an experiment's data set: once a network is trained, a file
  /// of initial weights may be gone.
  ///
  /// - Parameters:
  ///   - experiment: the experiment
  ///   - store: hashes the files, unless it has them already
  /// - Returns: the files
  /// - Throws: `FileError` if a file is missing or has changed since it was hashed;
  ///   `DigestMismatch` if one is not the file that `sha256` expects; what a loader throws that has
  ///   to look for its files
  static func ofDataset(of experiment: Experiment, in store: DataStore) throws -> [DataFile] {
    // `all` has them first, so leaving out the others does not change their names.
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

/// A data file that is not the one that `sha256` of the experiment expects.
struct DigestMismatch: UserFacingError {
  let path: String
  let expected: String
  let found: String

  var exitStatus: ExitStatus { .badData }

  var description: String {
    """
    \(path): is not the file that the experiment expects; put that one back, or change 'sha256'
      its SHA-256 is     \(found)
      the experiment has \(expected)
    """
  }
}
