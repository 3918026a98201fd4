#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Folders, links and paths.
public enum FileSystem {
  /// Whether there is anything at a path.
  public static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether there is a folder at a path.
  public static func isDirectory(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// Makes a folder and those around it, as far as they are missing.
  public static func createDirectories(_ path: String) throws(FileError) {
    var partial = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      partial += partial.isEmpty || partial.hasSuffix("/") ? String(part) : "/\(part)"
      if mkdir(partial, 0o777) != 0 && errno != EEXIST {
        throw FileError.creating(partial)
      }
    }
    guard isDirectory(path) else {
      throw .cannotCreate(path, reason: "a file of this name is in the way")
    }
  }

  /// Calls `body` unless another process is in a call of this function for the same folder.
  ///
  /// The lock is on the folder itself: it leaves no file, and ends with the process, however that
  /// ends.
  ///
  /// - Returns: what `body` returns; `nil` if it was not called
  /// - Throws: what `body` throws; `FileError` if the folder cannot be opened
  public static func withLock<Result>(
    onFolder path: String, _ body: () throws -> Result
  ) throws -> Result? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError.reading(path) }
    defer { close(descriptor) }
    // On a file system that has no locks, nothing else is refused either.
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK { return nil }
    return try body()
  }

  /// Removes a file if there is one.
  public static func removeIfExists(_ path: String) throws(FileError) {
    if unlink(path) != 0 && errno != ENOENT {
      throw .cannotWrite(path, reason: FileError.systemReason)
    }
  }

  /// Makes a symbolic link, or points an existing one elsewhere, in one step.
  ///
  /// - Parameters:
  ///   - path: where the link is
  ///   - target: what it points to
  /// - Throws: `FileError`
  public static func replaceSymbolicLink(at path: String, to target: String) throws(FileError) {
    let temporary = temporaryName(for: path)
    guard symlink(target, temporary) == 0 else { throw FileError.creating(path) }
    guard rename(temporary, path) == 0 else {
      let error = FileError.creating(path)
      unlink(temporary)
      throw error
    }
  }

  /// The path that leads from a folder to a file or folder; both must exist.
  ///
  /// Symbolic links are followed first, so that `..` means what it says. What does not exist stays
  /// as it is.
  public static func relativePath(from folder: String, to path: String) -> String {
    guard let start = realPath(folder), let end = realPath(path) else { return path }
    let from = start.split(separator: "/")
    let to = end.split(separator: "/")
    var common = 0
    while common < min(from.count, to.count), from[common] == to[common] { common += 1 }
    let steps = Array(repeating: "..", count: from.count - common) + to[common...].map(String.init)
    return steps.isEmpty ? "." : steps.joined(separator: "/")
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// A name beside a path that nobody else uses: no other thread, process or machine.
  static func temporaryName(for path: String) -> String {
    "\(path).\(String(UInt64.random(in: 0...UInt64.max), radix: 36)).tmp"
  }

  /// The folder that a path is in.
  static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
