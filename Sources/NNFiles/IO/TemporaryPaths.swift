import Synchronization

/// The temporary files and folders of the process. A signal that ends the process would leave them
/// behind, so whoever waits for signals removes them first.
///
/// A signal ends the whole process, so there is one list for all of it.
package enum TemporaryPaths {
  private static let paths = Mutex<Set<String>>([])
  /// More often than this, removal does not fail by chance.
  private static let maximumAttempts = 10

  /// Adds a path at which there will be something temporary.
  static func add(_ path: String) {
    paths.withLock { _ = $0.insert(path) }
  }

  /// Takes a path off the list, and does what ends its being temporary: removes what is there, or
  /// gives it its name. Does not return if the process is being ended.
  static func settle<Result>(_ path: String, _ body: () -> Result) -> Result {
    paths.withLock { paths in
      paths.remove(path)
      return body()
    }
  }

  /// Removes everything temporary, and ends the process. Meanwhile nothing else gets its name, and
  /// no other thread passes `waitIfEnding`.
  package static func removeAll(andEnd end: () -> Never) -> Never {
    paths.withLock { paths in
      for path in paths.sorted() {
        // A thread that is still unpacking into a folder may add a file while it is removed.
        for _ in 0..<maximumAttempts where FileSystem.exists(path) {
          FileSystem.removeAll(at: path)
        }
      }
      end()
    }
  }

  /// Returns unless the process is being ended: errors are not reported any more that arise because
  /// temporary files are gone.
  package static func waitIfEnding() { paths.withLock { _ in } }
}
