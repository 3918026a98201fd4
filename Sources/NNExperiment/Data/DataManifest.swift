import NNConfig
import NNFiles

/// The data files of a run and the settings that lead to them, so that the files can be put
/// elsewhere.
struct DataManifest {
  /// A data file.
  struct Entry {
    /// The setting that leads to it: `dataset.path`.
    let setting: String
    /// Whether the setting names the file's folder.
    let isInFolder: Bool
    /// The file's name without folders.
    let name: String
    /// Its SHA-256 in lower-case hexadecimal digits.
    let digest: String
    /// The absolute path that it had when the run was made.
    let path: String

    /// Its name in an archive.
    var archiveName: String { "data/\(setting)/\(name)" }
  }

  /// The files, in the order in which they are read.
  let entries: [Entry]

  /// The files of an experiment, without those that no setting leads to.
  init(_ files: [DataFile], experiment: Experiment) {
    let settings = experiment.pathSettings
    var entries: [Entry] = []
    for file in files {
      // Two settings may name the same file, so each takes only one.
      let naming = settings.first { setting in
        setting.path == file.path && !entries.contains { $0.setting == setting.setting }
      }
      let folder = settings.first { Self.parts($0.path) == Self.parts(file.path).dropLast() }
      guard let setting = naming ?? folder else { continue }
      entries.append(
        Entry(
          setting: setting.setting, isInFolder: naming == nil,
          name: FileSystem.name(of: file.path), digest: file.digest,
          path: FileSystem.absolutePath(file.path)))
    }
    self.entries = entries
  }

  /// The parts of a path, however many slashes are between them.
  private static func parts(_ path: String) -> ArraySlice<Substring> {
    path.split(separator: "/")[...]
  }

  /// The files that a run's record lists; `nil` if it lists none, or names settings that the
  /// experiment does not have. Records come from anywhere, so nothing in them is trusted.
  init?(record: JSONValue?, experiment: Experiment) {
    guard case .array(let values)? = record?["data"] else { return nil }
    let settings = experiment.pathSettings.map(\.setting)
    var entries: [Entry] = []
    for value in values {
      guard let setting = value["setting"]?.string, settings.contains(setting),
        let name = value["file"]?.string, !name.contains("/"), StoredZip.isSafe(name),
        case .bool(let isInFolder)? = value["in_folder"],
        let digest = value["sha256"]?.string, let path = value["path"]?.string
      else { return nil }
      entries.append(
        Entry(
          setting: setting, isInFolder: isInFolder, name: name, digest: digest, path: path))
    }
    self.entries = entries
  }

  /// The files as the record of a run lists them.
  var json: JSONValue {
    .array(
      entries.map { entry in
        .object([
          ("setting", .string(entry.setting)), ("file", .string(entry.name)),
          ("in_folder", .bool(entry.isInFolder)), ("sha256", .string(entry.digest)),
          ("path", .string(entry.path)),
        ])
      })
  }

  /// The overrides with which an experiment reads its data from a folder that is laid out like an
  /// archive.
  func overrides(in folder: String) -> [String] {
    overrides { "\(folder)/\($0.archiveName)" }
  }

  /// The overrides with which an experiment reads its data from elsewhere.
  ///
  /// - Parameter path: the path of a file; files that a setting finds in a folder must be in one
  ///   folder, under their names
  /// - Returns: an override for each setting
  /// - Throws: what `path` throws
  func overrides(path: (Entry) throws -> String) rethrows -> [String] {
    var settings: [String] = []
    return try entries.compactMap { entry in
      let path = try path(entry)
      if settings.contains(entry.setting) { return nil }
      settings.append(entry.setting)
      let value = JSONValue.string(entry.isInFolder ? FileSystem.folder(of: path) : path)
      // A JSON string is a YAML string, too.
      return "\(entry.setting)=\(value.text)"
    }
  }
}
