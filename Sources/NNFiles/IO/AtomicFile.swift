#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A file that is there as a whole or not at all, whatever happens while it is written.
///
/// It grows under a temporary name, which goes away with the value, and gets its own at the end. What
/// was at the path before is there until then.
public struct AtomicFile: ~Copyable {
  private let path: String
  /// The path without links.
  private let target: String
  private let temporary: String
  private var file: AppendOnlyFile
  private var isFinished = false

  /// What becomes of a link where the file is to be.
  public enum Link: Sendable {
    /// The file takes its place: nobody knows where a link leads that others may have put there.
    case replaced
    /// The file takes the place of what it leads to, as users expect of a path that they name.
    case followed
  }

  /// Begins a file.
  ///
  /// - Parameters:
  ///   - path: the file
  ///   - link: what becomes of a link at the path
  /// - Throws: `FileError` if it cannot be made
  public init(creating path: String, link: Link = .replaced) throws(FileError) {
    let target = link == .followed ? try Self.target(of: path) : path
    // A name of which there is a folder is refused now, not when all is written.
    if FileSystem.isDirectory(target) && !FileSystem.isLink(target) {
      throw .cannotCreate(path, reason: "Is a directory")
    }
    let temporary = FileSystem.temporaryName(for: target)
    file = try AppendOnlyFile(creating: temporary, name: path)
    self.path = path
    self.target = target
    self.temporary = temporary
  }

  /// Where the file is to be if links are followed.
  private static func target(of path: String) throws(FileError) -> String {
    guard FileSystem.exists(path) else { return path }
    // To rename a file to the place of a device would take the device away.
    guard FileSystem.isRegularFile(path) || FileSystem.isDirectory(path) else {
      throw .cannotCreate(path, reason: "it is no file, but a device or a pipe")
    }
    return FileSystem.followingLink(path) == path ? path : FileSystem.absolutePath(path)
  }

  deinit { if !isFinished { unlink(temporary) } }

  /// Appends a text.
  public mutating func append(_ text: String) throws(FileError) { try file.append(text) }

  /// Appends bytes.
  public mutating func append(_ bytes: [UInt8]) throws(FileError) { try file.append(bytes) }

  /// Writes bytes over the first ones, of which there must be as many.
  public mutating func replaceStart(with bytes: [UInt8]) throws(FileError) {
    try file.replaceStart(with: bytes)
  }

  /// Makes the content last, and gives the file its name.
  ///
  /// - Parameter previous: a name for the file that has had this name until now, if there is one
  /// - Throws: `FileError`
  public mutating func finish(keepingOldAs previous: String? = nil) throws(FileError) {
    try file.sync()
    if let previous, rename(target, previous) != 0, errno != ENOENT {
      throw FileError.creating(previous)
    }
    guard rename(temporary, target) == 0 else { throw FileError.creating(path) }
    isFinished = true
    try Self.syncFolder(of: target)
  }

  /// Writes a file at once.
  ///
  /// - Throws: `FileError`; what was at the path before is then still there
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    var file = try AtomicFile(creating: path)
    try file.append(bytes)
    try file.finish()
  }

  /// Makes the names in a file's folder last.
  private static func syncFolder(of path: String) throws(FileError) {
    let descriptor = open(FileSystem.folder(of: path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotWrite(path, reason: FileError.systemReason) }
    defer { close(descriptor) }
    try File.sync(descriptor, named: path)
  }
}
