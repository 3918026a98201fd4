import Platform

/// Folders, links and paths.
package enum FileSystem {
  /// Whether there is anything at a path.
  package static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  /// Whether there is anything at a path, where it matters that this can be told.
  ///
  /// - Throws: `FileError.cannotRead` for the folder in the path that may not be entered, or
  ///   another reason why it is not known
  package static func isThere(_ path: String) throws(FileError) -> Bool {
    if exists(path) { return true }
    switch errno {
    case ENOENT, ENOTDIR: return false
    case EACCES:
      let reason = FileError.systemReason
      var closed = folder(of: path)
      while !exists(closed), closed != ".", closed != "/" { closed = folder(of: closed) }
      throw .cannotRead(closed, reason: reason)
    default: throw FileError.reading(path)
    }
  }

  /// Whether there is a folder at a path.
  package static func isDirectory(_ path: String) -> Bool { FileKind(path: path) == .folder }

  /// Whether there is a file at a path, or a link to one, rather than a folder, device or pipe.
  package static func isRegularFile(_ path: String) -> Bool { FileKind(path: path) == .file }

  /// Whether there is a symbolic link at a path.
  package static func isLink(_ path: String) -> Bool {
    FileKind(path: path, followsLinks: false) == .link
  }

  /// Whether writing to what is at a path could change something elsewhere: it is a link, has other
  /// hard links or is not a regular file.
  package static func isShared(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && !isUnshared(status)
  }

  /// Whether a status is that of a regular file with a single name.
  static func isUnshared(_ status: stat) -> Bool {
    FileKind(status) == .file && status.st_nlink == 1
  }

  /// Creates a folder and its missing parents.
  ///
  /// - Throws: `FileError` if one of them cannot be created
  package static func createDirectories(_ path: String) throws(FileError) {
    var partial = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      partial += partial.isEmpty || partial.hasSuffix("/") ? String(part) : "/\(part)"
      if mkdir(partial, 0o777) != 0 {
        guard errno == EEXIST else { throw FileError.creating(partial) }
        if let target = linkTarget(partial), !exists(partial) {
          throw .cannotCreate(
            partial, reason: "it is a link to '\(target)', which does not exist")
        }
      }
    }
    guard isDirectory(path) else {
      throw .cannotCreate(path, reason: "a file of this name is in the way")
    }
  }

  /// Calls `body` unless a lock on the same folder is held by another call of this function, in
  /// this process or another.
  ///
  /// The lock is on the folder itself: it leaves no file behind, and is released when the process
  /// ends, however that happens. A link to a folder is not followed.
  ///
  /// - Returns: what `body` returns; `nil` if it was not called
  /// - Throws: what `body` throws; `FileError` if the folder cannot be opened
  package static func withLock<Result>(
    onFolder path: String, _ body: () throws -> Result
  ) throws -> Result? {
    let descriptor = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError.reading(path) }
    defer { close(descriptor) }
    // A file system without locks reports another error, and the body is called without one.
    if flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK { return nil }
    return try body()
  }

  /// Removes a file if there is one.
  ///
  /// - Throws: `FileError` if it cannot be removed
  package static func removeIfExists(_ path: String) throws(FileError) {
    if unlink(path) != 0 && errno != ENOENT {
      throw .cannotWrite(path, reason: FileError.systemReason)
    }
  }

  /// Removes the unfinished files that killed processes left in a folder.
  ///
  /// - Throws: `FileError` if the folder cannot be read, or a file cannot be removed
  package static func removeUnfinishedFiles(in folder: String) throws(FileError) {
    for name in try names(in: folder) where name.hasSuffix(temporarySuffix) {
      try removeIfExists("\(folder)/\(name)")
    }
  }

  /// Removes a file, or a folder with everything in it, as far as possible; links are not followed.
  static func removeAll(at path: String) {
    if FileKind(path: path, followsLinks: false) == .folder {
      for name in (try? names(in: path)) ?? [] { removeAll(at: "\(path)/\(name)") }
    }
    remove(path)
  }

  /// The paths of all regular files in a folder and its subfolders, as far as these can be listed,
  /// in the order of their names. Links to folders are not followed.
  ///
  /// - Throws: `FileError` if the folder itself cannot be listed
  package static func files(in folder: String) throws(FileError) -> [String] {
    var files: [String] = []
    for name in try names(in: folder) {
      let path = "\(folder)/\(name)"
      if FileKind(path: path, followsLinks: false) == .folder {
        files += (try? Self.files(in: path)) ?? []
      } else if isRegularFile(path) {
        files.append(path)
      }
    }
    return files
  }

  /// The paths of the folders in a folder, in the order of their names. Links to folders are left
  /// out.
  ///
  /// - Throws: `FileError` if it cannot be listed
  package static func folders(in folder: String) throws(FileError) -> [String] {
    try names(in: folder).map { "\(folder)/\($0)" }
      .filter { FileKind(path: $0, followsLinks: false) == .folder }
  }

  /// The names in a folder, sorted.
  ///
  /// - Throws: `FileError` if it cannot be listed
  package static func names(in folder: String) throws(FileError) -> [String] {
    guard let entries = opendir(folder) else {
      let error = FileError.reading(folder)
      throw isRegularFile(folder)
        ? .cannotRead(folder, reason: "it is a file, not a folder") : error
    }
    defer { closedir(entries) }
    // Of a folder that may not be entered, names can be listed, but nothing can be told of them.
    guard access(folder, X_OK) == 0 else { throw FileError.reading(folder) }
    var names: [String] = []
    while let entry = readdir(entries) {
      // Read in place: an entry ends with its name, before the end of the array that declares it.
      let name = withUnsafePointer(to: &entry.pointee.d_name) { name in
        name.withMemoryRebound(to: CChar.self, capacity: 1) { String(cString: $0) }
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  /// Creates a symbolic link.
  ///
  /// - Throws: `FileError` if it cannot be created
  package static func link(_ path: String, to target: String) throws(FileError) {
    guard symlink(realPath(target) ?? target, path) == 0 else { throw FileError.creating(path) }
  }

  /// Creates a symbolic link, or replaces an existing one, in one step; anything else at the path
  /// is an error. A link that has the target already is left alone.
  ///
  /// - Parameters:
  ///   - path: where the link is
  ///   - target: what it points to
  /// - Throws: `FileError` if it cannot be created
  package static func replaceSymbolicLink(at path: String, to target: String) throws(FileError) {
    if exists(path), !isLink(path) {
      throw .cannotCreate(
        path,
        reason: isDirectory(path)
          ? "it is a folder, not a file" : "a file of this name is in the way")
    }
    if linkTarget(path) == target { return }
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
  /// Symbolic links are followed first, so that `..` leads where it seems to. A path that does not
  /// exist is returned as it is.
  package static func relativePath(from folder: String, to path: String) -> String {
    guard let start = realPath(folder), let end = realPath(path) else { return path }
    let from = start.split(separator: "/")
    let to = end.split(separator: "/")
    var common = 0
    while common < min(from.count, to.count), from[common] == to[common] { common += 1 }
    let steps = Array(repeating: "..", count: from.count - common) + to[common...].map(String.init)
    return steps.isEmpty ? "." : steps.joined(separator: "/")
  }

  /// The path of what a relative path names, seen from a folder: in `configs`, `../data/iris.csv`
  /// is `data/iris.csv`.
  ///
  /// A folder followed by `..` is left out if that leads to the same place; after a link it may
  /// not.
  package static func path(_ path: String, in folder: String) -> String {
    let start = folder.hasPrefix("/") ? "/" : ""
    var parts: [Substring] = []
    var leadsBack: Bool {
      guard let last = parts.last, last != ".." else { return false }
      let before = start + parts.dropLast().joined(separator: "/")
      let place = realPath(before.isEmpty ? "." : before)
      return place != nil && place == realPath(start + parts.joined(separator: "/") + "/..")
    }
    for part in "\(folder)/\(path)".split(separator: "/") where part != "." {
      if part == "..", leadsBack { parts.removeLast() } else { parts.append(part) }
    }
    let shortened = start + parts.joined(separator: "/") + (path.hasSuffix("/") ? "/" : "")
    return shortened.isEmpty ? "." : shortened
  }

  /// The absolute path of what is at a path, links followed; the path itself if there is nothing.
  package static func absolutePath(_ path: String) -> String { realPath(path) ?? path }

  /// The path that a symbolic link points to; the path itself if it is not a link.
  package static func followingLink(_ path: String) -> String {
    guard let name = linkTarget(path) else { return path }
    return name.hasPrefix("/") ? name : "\(folder(of: path))/\(name)"
  }

  /// What the link at a path points to, as it is written; `nil` if there is no link.
  package static func linkTarget(_ path: String) -> String? {
    var target = [UInt8](repeating: 0, count: 4096)
    let count = target.withUnsafeMutableBytes { buffer in
      buffer.bindMemory(to: CChar.self).baseAddress.map { readlink(path, $0, buffer.count) } ?? -1
    }
    return count > 0 ? String(decoding: target[..<count], as: UTF8.self) : nil
  }

  /// The link in a path that leads to nothing: the path itself, or that of a folder; `nil` if there
  /// is none.
  static func brokenLink(in path: String) -> String? {
    var place = path
    while !exists(place) {
      if linkTarget(place) != nil { return place }
      let above = folder(of: place)
      if above == place || above == "." { return nil }
      place = above
    }
    return nil
  }

  private static func realPath(_ path: String) -> String? {
    guard let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// A path in the same folder that no other thread, process or machine uses.
  static func temporaryName(for path: String) -> String {
    "\(path).\(String(UInt64.random(in: 0...UInt64.max), radix: 36))\(temporarySuffix)"
  }

  private static let temporarySuffix = ".tmp"

  /// The last part of a path.
  package static func name(of path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The folder that a path is in.
  package static func folder(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}
