import Platform

/// A folder for temporary files, in `TMPDIR` or `/tmp`; it is removed when the object is destroyed,
/// and is one of the `TemporaryPaths`.
package final class ScratchFolder: Sendable {
  /// The folder's path, as the current folder sees it.
  package let path: String

  /// Creates an empty folder.
  ///
  /// - Throws: `FileError` if it cannot be created
  package init() throws(FileError) {
    let variable = getenv("TMPDIR").map { String(cString: $0) } ?? ""
    let parent = variable.isEmpty ? "/tmp" : variable
    // mkdtemp replaces the letters X.
    var template = Array("\(parent)/nnrun.XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else {
      let error = FileError.creating("a temporary folder in \(parent)")
      guard case .cannotCreate(let name, let reason) = error else { throw error }
      throw .cannotCreate(name, reason: "\(reason); set TMPDIR to another folder")
    }
    path = String(decoding: template.dropLast().map(UInt8.init(bitPattern:)), as: UTF8.self)
    TemporaryPaths.add(path)
  }

  deinit { TemporaryPaths.settle(path) { FileSystem.removeAll(at: path) } }
}
