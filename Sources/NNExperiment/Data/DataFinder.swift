import NNFiles

/// Finds the data files of a run by their SHA-256: in its archive, in a folder to search, where its
/// settings lead.
final class DataFinder {
  private let settings: [(setting: String, path: String)]
  private let archive: String?
  private let searchFolder: String?
  /// The files of the folder to search, and their digests as far as they are known.
  private var found: [(path: String, digest: String?)]?

  /// What to do if a file is not found.
  private let remedy: String

  private let digest: (_ path: String) throws -> String

  /// A finder of the files of a run.
  ///
  /// - Parameters:
  ///   - run: the run
  ///   - searchFolder: a folder in which they can have any name
  ///   - remedy: what to do if one is not found
  ///   - digest: reads a file and returns its SHA-256
  init(
    _ run: CompleteRun, searchFolder: String? = nil, remedy: String,
    digest: @escaping (_ path: String) throws -> String = SHA256.hexDigest(ofFile:)
  ) {
    self.digest = digest
    self.remedy = searchFolder.map { "in \($0) there is none with these bytes" } ?? remedy
    settings = run.experiment.pathSettings
    archive = run.location.isArchive ? run.folder.path : nil
    self.searchFolder = searchFolder
  }

  /// The path of a file.
  ///
  /// - Throws: `DataUnavailable` if there is none with these bytes
  func find(_ entry: DataManifest.Entry) throws -> String {
    if let archive {
      let path = "\(archive)/\(entry.archiveName)"
      if has(path, entry.digest) { return path }
    }
    if let path = try search(entry) { return path }
    // The folder of a run may have been moved with its data, or without them.
    let beside = settings.first { $0.setting == entry.setting }.map { setting in
      entry.isInFolder ? "\(setting.path)/\(entry.name)" : setting.path
    }
    for path in [archive == nil ? beside : nil, entry.path].compactMap({ $0 })
    where has(path, entry.digest) {
      return path
    }
    throw DataUnavailable.notFound(
      entry, isChanged: FileSystem.exists(entry.path), remedy: remedy)
  }

  private func has(_ path: String, _ expected: String) -> Bool {
    FileSystem.exists(path) && (try? digest(path)) == expected
  }

  private func search(_ entry: DataManifest.Entry) throws -> String? {
    guard let searchFolder else { return nil }
    if found == nil { found = try FileSystem.files(in: searchFolder).map { ($0, nil) } }
    guard var files = found else { return nil }
    defer { found = files }
    // Files of the same name first: most likely no other needs to be read.
    let order =
      files.indices.filter { files[$0].path.hasSuffix("/\(entry.name)") }
      + files.indices.filter { !files[$0].path.hasSuffix("/\(entry.name)") }
    for index in order {
      if files[index].digest == nil {
        files[index].digest = (try? digest(files[index].path)) ?? ""
      }
      if files[index].digest == entry.digest { return files[index].path }
    }
    return nil
  }
}
