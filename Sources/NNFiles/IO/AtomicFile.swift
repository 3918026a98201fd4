#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files that are there as a whole or not at all, whatever happens while they are written.
public enum AtomicFile {
  /// Writes a file to a temporary name, makes it last, and renames it.
  ///
  /// - Throws: `FileError`; what was at the path before is then still there
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    let temporary = FileSystem.temporaryName(for: path)
    do throws(FileError) {
      var file = try AppendingFile(creating: temporary, name: path)
      try file.append(bytes)
      try file.sync()
      guard rename(temporary, path) == 0 else { throw FileError.creating(path) }
    } catch {
      unlink(temporary)
      throw error
    }
    try syncFolder(of: path)
  }

  /// Makes the names in a file's folder last.
  private static func syncFolder(of path: String) throws(FileError) {
    let descriptor = open(FileSystem.folder(of: path), O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .cannotWrite(path, reason: FileError.systemReason) }
    defer { close(descriptor) }
    try File.sync(descriptor, named: path)
  }
}
