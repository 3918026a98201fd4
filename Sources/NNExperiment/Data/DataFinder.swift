import NNFiles

/// Finds the data files of a run by their SHA-256: in its archive, packed or not, in a folder to
/// search, or where they were when the run was made.
final class DataFinder {
  private let settings: [(setting: String, path: String)]
  /// The folder of the run, or that into which its archive is unpacked; data can be in either.
  private let folder: String
  /// The path of the archive; `nil` if the run is in a folder.
  private let archive: String?
  private let searchFolder: String?
  /// The files of the folder to search, once it has been listed, and the digests known so far.
  private var candidates: [(path: String, digest: String?)]?
  /// What messages say to do if a file is not found.
  private let remedy: String
  private let digest: (_ path: String) throws -> String
  /// Why a file could not be read that may be the one that is looked for.
  private var obstacle: FileError?

  /// A finder of the files of a run.
  ///
  /// - Parameters:
  ///   - run: the run
  ///   - searchFolder: a folder in which files can have any name
  ///   - remedy: what messages say to do if a file is not found
  ///   - digest: reads a file and returns its SHA-256; a file for which it throws is not taken
  init(
    _ run: CompleteRun, searchFolder: String? = nil, remedy: String,
    digest: @escaping (_ path: String) throws -> String = SHA256.hexDigest(ofFile:)
  ) {
    self.digest = digest
    self.remedy = remedy
    settings = run.experiment.pathSettings
    folder = run.folder.path
    archive = run.location.isArchive ? run.location.path : nil
    self.searchFolder = searchFolder
  }

  /// The path of a file with the bytes of a data file.
  ///
  /// - Throws: `DataUnavailable` if there is none, or a file cannot be read that may be the one;
  ///   `FileError` if the folder to search cannot be listed
  func find(_ entry: DataManifest.Entry) throws -> String {
    obstacle = nil
    let unpacked = "\(folder)/\(entry.archiveName)"
    if has(unpacked, entry.digest) { return unpacked }
    if let path = try search(entry) { return path }
    // A run's folder may have been moved together with its data, or without them.
    let beside = settings.first { $0.setting == entry.setting }.map { setting in
      entry.isInFolder ? "\(setting.path)/\(entry.name)" : setting.path
    }
    let isBesideElsewhere = beside.map { Self.absolutePath($0) != entry.path } ?? false
    let ownPath = archive == nil && !isBesideElsewhere ? beside ?? entry.path : entry.path
    let paths = [archive == nil && isBesideElsewhere ? beside : nil, ownPath].compactMap { $0 }
    if let path = paths.first(where: { has($0, entry.digest) }) { return path }
    if let obstacle { throw DataUnavailable.unreadable(entry, obstacle, remedy: remedy) }
    let places = paths.map { DataSearch.Place(path: $0, isTaken: FileSystem.exists($0)) }
    throw DataUnavailable.notFound(
      entry, DataSearch(archive: archive, folder: searchFolder, places: places), remedy: remedy)
  }

  /// The absolute path of a file that need not exist.
  private static func absolutePath(_ path: String) -> String {
    "\(FileSystem.absolutePath(FileSystem.folder(of: path)))/\(FileSystem.name(of: path))"
  }

  private func has(_ path: String, _ expected: String) -> Bool {
    digestIfReadable(path) == expected
  }

  /// The SHA-256 of a file; `nil` if it cannot be read.
  private func digestIfReadable(_ path: String) -> String? {
    do {
      return try digest(path)
    } catch {
      if let error = error as? FileError, !error.isFaultOfFile { obstacle = obstacle ?? error }
      return nil
    }
  }

  private func search(_ entry: DataManifest.Entry) throws -> String? {
    guard let searchFolder else { return nil }
    var files = try candidates ?? FileSystem.files(in: searchFolder).map { ($0, nil) }
    defer { candidates = files }
    // Files of the same name first, because then most likely no other needs to be read.
    let order =
      files.indices.filter { files[$0].path.hasSuffix("/\(entry.name)") }
      + files.indices.filter { !files[$0].path.hasSuffix("/\(entry.name)") }
    for index in order {
      if files[index].digest == nil {
        // A file of another name is most likely another file, if it cannot be read.
        let isNamesake = files[index].path.hasSuffix("/\(entry.name)")
        files[index].digest =
          (isNamesake ? digestIfReadable(files[index].path) : try? digest(files[index].path)) ?? ""
      }
      if files[index].digest == entry.digest { return files[index].path }
    }
    return nil
  }
}

/// Where a data file was looked for in vain.
struct DataSearch {
  /// A path at which it could have been.
  struct Place {
    let path: String
    /// Whether there is a different file.
    let isTaken: Bool
  }

  /// The archive of the run, if it is in one.
  let archive: String?
  /// A folder all of whose files were examined.
  let folder: String?
  /// The paths; the last one is where it was when the run was made.
  let places: [Place]

  /// What was found there, as parts of a sentence.
  var text: String {
    let others = [
      archive.map { "\($0) does not have it" }, folder.map { "no file in \($0) has its bytes" },
    ].compactMap { $0 }
    let paths = places.enumerated().map { index, place in
      let isOriginal = index == places.count - 1
      return place.path + (isOriginal ? ", where it was, " : " ")
        + (place.isTaken ? "is a different file" : "does not exist")
    }
    return (others + paths).joined(separator: "; ")
  }
}
