import Synchronization

/// The libraries that are loaded into this process, each once, whoever names it.
final class LoadedLibraries: Sendable {
  private struct State {
    var libraries: [PluginLibrary] = []
    /// The digest of the library that was loaded from a path.
    var digests: [String: String] = [:]
    /// Why the library at a path could not be loaded, and its digest: what cannot be undone is not
    /// tried again for each trial of a sweep.
    var failures: [String: (digest: String, error: any Error)] = [:]
  }

  private let state = Mutex(State())

  /// No libraries.
  init() {}

  /// The library with these bytes, if it is loaded.
  func library(withDigest digest: String) -> PluginLibrary? {
    state.withLock { state in state.libraries.first { $0.digest == digest } }
  }

  /// The library at a path, loaded now or before.
  ///
  /// - Parameters:
  ///   - path: its file
  ///   - expected: the SHA-256 that it must have; `nil` if any will do
  /// - Returns: the library
  /// - Throws: `PluginLibraryError` if it cannot be loaded or is another one, which is then not
  ///   loaded; `FileError` if no copy can be made of it
  func library(at path: String, expecting expected: String? = nil) throws -> PluginLibrary {
    try state.withLock { state in
      func check(_ digest: String) throws {
        guard let expected, expected != digest else { return }
        throw PluginLibraryError.otherLibrary(path, expected: expected, found: digest)
      }
      if let digest = state.digests[path],
        let library = state.libraries.first(where: { $0.digest == digest })
      {
        try check(digest)
        return library
      }
      let (bytes, digest) = try PluginLibrary.read(path, expecting: expected)
      try check(digest)
      if let failure = state.failures[path], failure.digest == digest { throw failure.error }
      do {
        let known = state.libraries.first { $0.digest == digest }
        let library = try known ?? PluginLibrary(bytes, digest: digest, path: path)
        if known == nil { state.libraries.append(library) }
        state.digests[path] = digest
        return library
      } catch {
        state.failures[path] = (digest, error)
        throw error
      }
    }
  }
}
