/// How the libraries that experiments name are found.
struct LibrarySearch: Sendable {
  /// The libraries that are in this process already.
  let loaded = LoadedLibraries()
  /// Whether native code from archives may be loaded.
  var allowsArchives = false
  /// Whether the experiment is in an archive, in which its libraries are, too.
  var isOfArchive = false

  /// The folder of the libraries in an archive.
  static let folder = "plugins"
}
