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

  /// Whether there is a file at a path, or a link to one: no folder, device or pipe.
  public static func isRegularFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }

  /// Whether there is a symbolic link at a path.
  public static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// Whether what is at a path may be, or lead to, somebody else's: a link, a file that has other names
  /// too, or no file at all.
  public static func isShared(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && !isUnshared(status)
  }

  /// Whether something is a regular file of a single name.
  static func isUnshared(_ status: stat) -> Bool {
    status.st_mode & S_IFMT == S_IFREG && status.st_nlink == 1
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
  /// ends. A link to a folder is none.
  ///
  /// - Returns: what `body` returns; `nil` if it was not called
  /// - Throws: what `body` throws; `FileError` if the folder cannot be opened
  public static func withLock<Result>(
    onFolder path: String, _ body: () throws -> Result
  ) throws -> Result? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
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

  /// Removes what processes that were killed left of files that they were writing into a folder.
  public static func removeUnfinishedFiles(in folder: String) throws(FileError) {
    for name in try names(in: folder) where name.hasSuffix(temporarySuffix) {
      try removeIfExists("\(folder)/\(name)")
    }
  }

  /// Removes a file, or a folder and all that is in it, as far as possible; links are not followed.
  static func removeAll(at path: String) {
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR {
      for name in (try? names(in: path)) ?? [] { removeAll(at: "\(path)/\(name)") }
    }
    remove(path)
  }

  /// The paths of all regular files in a folder and the folders in it, as far as they can be listed,
  /// in the order of their names. Links to folders are not followed.
  public static func files(in folder: String) throws(FileError) -> [String] {
    var files: [String] = []
    for name in try names(in: folder) {
      let path = "\(folder)/\(name)"
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      if status.st_mode & S_IFMT == S_IFDIR {
        files += (try? Self.files(in: path)) ?? []
      } else if isRegularFile(path) {
        files.append(path)
      }
    }
    return files
  }

  /// The names in a folder, sorted.
  private static func names(in folder: String) throws(FileError) -> [String] {
    guard let entries = opendir(folder) else { throw FileError.reading(folder) }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Makes a symbolic link.
  public static func link(_ path: String, to target: String) throws(FileError) {
    guard symlink(realPath(target) ?? target, path) == 0 else { throw FileError.creating(path) }
  }

  /// Makes a symbolic link, or points an existing one elsewhere, in one step; anything else at the path
  /// stays.
  ///
  /// - Parameters:
  ///   - path: where the link is
  ///   - target: what it points to
  /// - Throws: `FileError`
  public static func replaceSymbolicLink(at path: String, to target: String) throws(FileError) {
    if exists(path), !isLink(path) {
      throw .cannotCreate(
        path, reason: isDirectory(path) ? "Is a directory" : "a file of this name is in the way")
    }
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

  /// A path that means the same from any folder; links are followed.
  public static func absolutePath(_ path: String) -> String { realPath(path) ?? path }

  /// What a path leads to if it is a symbolic link to something beside it; otherwise the path.
  public static func followingLink(_ path: String) -> String {
    var target = [UInt8](repeating: 0, count: 4096)
    let count = target.withUnsafeMutableBytes { buffer in
      buffer.bindMemory(to: CChar.self).baseAddress.map { readlink(path, $0, buffer.count) } ?? -1
    }
    guard count > 0 else { return path }
    let name = String(decoding: target[..<count], as: UTF8.self)
    return name.hasPrefix("/") ? name : "\(folder(of: path))/\(name)"
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// A name beside a path that nobody else uses: no other thread, process or machine.
  static func temporaryName(for path: String) -> String {
    "\(path).\(String(UInt64.random(in: 0...UInt64.max), radix: 36))\(temporarySuffix)"
  }

  private static let temporarySuffix = ".tmp"

  /// The last part of a path.
  public static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The folder that a path is in.
  public static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
