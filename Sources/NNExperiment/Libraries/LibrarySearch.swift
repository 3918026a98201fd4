/// How the libraries that experiments name are found.
struct LibrarySearch: Sendable {
  /// An archive that was unpacked: what its experiment names lies in it, and its paths lead nowhere.
  struct Archive {
    /// The path of the archive.
    let path: String
  }

  /// The libraries that are in this process already.
  let loaded = LoadedLibraries()
  /// Whether native code from archives may be loaded.
  var allowsArchives = false
  /// The archive that the experiment is in; `nil` if it is in no archive.
  var archive: Archive?

  /// The folder of the libraries in an archive.
  static let folder = "plugins"

  /// The name of a library in an archive.
  ///
  /// - Parameters:
  ///   - index: its number among the libraries of the experiment, from 0
  ///   - name: the name of its file
  /// - Returns: the name
  static func archiveName(_ index: Int, _ name: String) -> String { "\(folder)/\(index)/\(name)" }
}
