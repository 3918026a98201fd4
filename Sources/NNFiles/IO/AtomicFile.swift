import Platform

/// A file that appears as a whole or not at all, whatever happens while it is written.
///
/// It is written under a temporary name and renamed when it is complete; until then, what was at
/// the path before stays. The temporary file is removed if the value is destroyed unfinished, and
/// is one of the `TemporaryPaths`.
package struct AtomicFile: ~Copyable {
  private let path: String
  /// The path with links followed.
  private let target: String
  private let temporary: String
  private var file: AppendOnlyFile
  private var isFinished = false

  /// What happens to a symbolic link at the path.
  package enum Link: Sendable {
    /// The file replaces the link: others may have put it there, and it could lead anywhere.
    case replaced
    /// The file replaces what the link leads to, as users expect of a path that they name.
    case followed
  }

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - link: what happens to a symbolic link at the path
  /// - Throws: `FileError` if it cannot be created
  package init(creating path: String, link: Link = .replaced) throws(FileError) {
    let target = link == .followed ? try Self.target(of: path) : path
    // A folder at the path is refused now, not when everything has been written.
    if FileSystem.isDirectory(target) && !FileSystem.isLink(target) {
      throw .cannotCreate(path, reason: "it is a folder, not a file")
    }
    let temporary = FileSystem.temporaryName(for: target)
    TemporaryPaths.add(temporary)
    do {
      file = try AppendOnlyFile(creating: temporary, name: path)
    } catch {
      TemporaryPaths.settle(temporary) {}
      throw error
    }
    self.path = path
    self.target = target
    self.temporary = temporary
  }

  /// The path that the file gets if links are followed.
  private static func target(of path: String) throws(FileError) -> String {
    guard FileSystem.exists(path) else { return path }
    // Renaming a file to the path of a device would remove the device.
    if let kind = FileKind(path: path), kind != .file, kind != .folder {
      throw .cannotCreate(path, reason: "it is \(kind.rawValue), not a file")
    }
    return FileSystem.followingLink(path) == path ? path : FileSystem.absolutePath(path)
  }

  deinit { if !isFinished { TemporaryPaths.settle(temporary) { _ = unlink(temporary) } } }

  /// Appends a text.
  ///
  /// - Throws: `FileError` if it cannot be written
  package mutating func append(_ text: String) throws(FileError) { try file.append(text) }

  /// Appends bytes.
  ///
  /// - Throws: `FileError` if they cannot be written
  package mutating func append(_ bytes: [UInt8]) throws(FileError) { try file.append(bytes) }

  /// Overwrites the start of the file, which must already have at least as many bytes.
  ///
  /// - Throws: `FileError` if the bytes cannot be written
  package mutating func replaceStart(with bytes: [UInt8]) throws(FileError) {
    try file.replaceStart(with: bytes)
  }

  /// Flushes the file to stable storage and gives it its name.
  ///
  /// - Parameter previous: a path for the file that had this name until now, if there is one
  /// - Throws: `FileError` if it cannot be written or renamed
  package mutating func finish(keepingOldAs previous: String? = nil) throws(FileError) {
    try file.sync()
    // Between the two, a signal would remove the new file when the old one is away.
    let error = TemporaryPaths.settle(temporary) { () -> FileError? in
      if let previous, rename(target, previous) != 0, errno != ENOENT {
        return FileError.creating(previous)
      }
      return rename(temporary, target) == 0 ? nil : FileError.creating(path)
    }
    if let error { throw error }
    isFinished = true
    try Self.syncFolder(of: target)
  }

  /// Writes a whole file.
  ///
  /// - Throws: `FileError`; what was at the path before then stays
  package static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    var file = try AtomicFile(creating: path)
    try file.append(bytes)
    try file.finish()
  }

  /// Flushes the folder of a file, and so the file's name, to stable storage.
  private static func syncFolder(of path: String) throws(FileError) {
    let descriptor = open(FileSystem.folder(of: path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotWrite(path, reason: FileError.systemReason) }
    defer { close(descriptor) }
    try File.sync(descriptor, named: path)
  }
}
