import NNConfig
import NNFiles

extension Registry {
  /// The registry with the plugins of libraries.
  ///
  /// - Parameter paths: the files of the libraries
  /// - Returns: the registry
  /// - Throws: a `UserFacingError` if a library cannot be loaded, or the name of one of its plugins
  ///   is taken
  package func loading(_ paths: [String]) throws -> Registry {
    var registry = self
    for path in paths { try registry.add(librarySearch.loaded.library(at: path)) }
    return registry
  }

  /// Allows libraries, which are native code, to be loaded from archives of runs.
  package mutating func allowLibrariesOfArchives() { librarySearch.allowsArchives = true }

  /// The registry with the plugins of the libraries that an experiment names.
  ///
  /// - Parameters:
  ///   - root: the settings of the experiment
  ///   - folder: the folder of its file
  /// - Returns: the registry, and the libraries
  /// - Throws: `ExperimentError` if the experiment does not name them as it should, or, with
  ///   another exit status, if one cannot be loaded
  func loadingLibraries(
    of root: YAMLNode, in folder: String
  ) throws(ExperimentError) -> (registry: Registry, libraries: [PluginLibrary]) {
    let entries = try ExperimentFields.libraries.read(in: root)
    var registry = self
    var named: [PluginLibrary] = []
    for entry in entries {
      do {
        let library = try library(entry, in: folder)
        try registry.add(library)
        named.append(library)
      } catch let error as any UserFacingError {
        throw ExperimentError(error.description, at: entry.range, exitStatus: error.exitStatus)
      } catch {
        preconditionFailure("\(error) is not for users")
      }
    }
    return (registry, named)
  }

  /// The registry for the experiment of an archive, whose libraries lie in the archive; the paths
  /// in its settings lead nowhere.
  ///
  /// - Parameters:
  ///   - archive: the path of the archive
  ///   - source: its experiment
  /// - Returns: the registry
  /// - Throws: `PluginLibraryError` if a library is neither loaded nor in the archive, or may not
  ///   be loaded from there; `ExperimentError` if the experiment does not name libraries as it
  ///   should
  func forArchive(_ archive: String, _ source: ExperimentSource) throws -> Registry {
    for entry in try ExperimentFields.libraries.read(in: source.root) {
      let (name, digest) = (entry.name, entry.digest ?? "unknown")
      if librarySearch.loaded.library(withDigest: digest) != nil { continue }
      guard FileSystem.isRegularFile("\(source.folder)/\(entry.archiveName)") else {
        throw PluginLibraryError.notInArchive(archive: archive, library: name, digest: digest)
      }
      guard librarySearch.allowsArchives else {
        throw PluginLibraryError.notAllowed(archive: archive, library: name, digest: digest)
      }
    }
    var registry = self
    registry.librarySearch.isOfArchive = true
    return registry
  }

  /// The library that an entry of an experiment means.
  private func library(
    _ entry: LibraryField.Entry, in folder: String
  ) throws -> PluginLibrary {
    let loaded = librarySearch.loaded
    if let digest = entry.digest, let library = loaded.library(withDigest: digest) {
      return library
    }
    let inArchive = "\(folder)/\(entry.archiveName)"
    if librarySearch.isOfArchive {
      return try loaded.library(at: inArchive, expecting: entry.digest)
    }
    // An archive may have been unpacked here, far from where the library was.
    let isMoved =
      entry.digest != nil && !FileSystem.exists(entry.path) && FileSystem.isRegularFile(inArchive)
    if isMoved, !librarySearch.allowsArchives {
      throw PluginLibraryError.notAllowedHere(entry.path, copy: inArchive)
    }
    return try loaded.library(at: isMoved ? inArchive : entry.path, expecting: entry.digest)
  }

  /// Adds the plugins of a library, unless it has them already.
  private mutating func add(_ library: PluginLibrary) throws(PluginLibraryError) {
    if libraries.contains(where: { $0.digest == library.digest }) { return }
    for plugin in library.activations { try add(plugin, of: library) }
    for plugin in library.losses { try add(plugin, of: library) }
    for plugin in library.initializers { try add(plugin, of: library) }
    for plugin in library.loaders { try add(plugin, of: library) }
    libraries.append(library)
  }

  private mutating func add<Component: Sendable>(
    _ plugin: Plugin<Component>, of library: PluginLibrary
  ) throws(PluginLibraryError) {
    let catalog = catalog(of: Component.self)
    do {
      try add(plugin)
    } catch {
      let origin = catalog.plugin(named: plugin.name)?.origin
      let (other, remedy) =
        switch origin {
        case .package(let module): ("one of the module '\(module)'", "rename it")
        case .library(library.path, _): ("another one in the same library", "rename it")
        case .library(let path, _): ("one of \(path)", "rename it, or load only one of the two")
        case .builtIn, nil: ("a built-in one", "rename it")
        }
      throw .duplicate(
        library.path, kind: catalog.kind.name, name: plugin.name, other: other, remedy: remedy)
    }
  }
}
