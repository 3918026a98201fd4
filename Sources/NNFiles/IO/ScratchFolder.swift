import Platform

/// A folder for temporary files, in `TMPDIR` or `/tmp`; it is removed when the object is destroyed.
package final class ScratchFolder: Sendable {
  /// The folder's path, as the current folder sees it.
  package let path: String

  /// Creates an empty folder.
  ///
  /// - Throws: `FileError` if it cannot be created
  package init() throws(FileError) {
    let parent = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    // mkdtemp replaces the letters X.
    let pattern = "\(parent.isEmpty ? "/tmp" : parent)/nnrun.XXXXXX"
    var template = Array(pattern.utf8CString)
    guard mkdtemp(&template) != nil else { throw FileError.creating(pattern) }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  deinit { FileSystem.removeAll(at: path) }
}
