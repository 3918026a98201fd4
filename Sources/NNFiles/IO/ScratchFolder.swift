#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// A folder for temporary files, in `TMPDIR` or `/tmp`; it goes away with the value.
public final class ScratchFolder: Sendable {
  /// The folder, openable from the current folder.
  public let path: String

  /// Makes an empty folder.
  ///
  /// - Throws: `FileError`
  public init() throws(FileError) {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    var template = Array("\(parent.isEmpty ? "/tmp" : parent)/nnrun.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      throw FileError.creating("\(parent.isEmpty ? "/tmp" : parent)/nnrun.XXXXXX")
    }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { FileSystem.removeAll(at: path) }
}
