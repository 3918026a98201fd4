import Synchronization

/// A file that was hashed and stays open, so that later changes of its bytes are noticed.
package final class WatchedFile: Sendable {
  /// Where the file was when it was hashed.
  package let path: String
  /// The SHA-256 of its bytes, in lower-case hexadecimal.
  package let digest: String
  /// The file's status when it was hashed.
  package let status: FileStatus
  private let file: OpenFile
  /// The link at its path, if there is one.
  private let link: FileStatus?
  /// Held while the open file is read, because all threads share its position.
  private let reading = Mutex(())

  /// Opens a regular file and hashes it.
  ///
  /// - Throws: `FileError` if it cannot be read, is not a regular file or changes meanwhile
  package init(hashing path: String) throws {
    link = FileStatus(linkAt: path)
    let file = try OpenFile(readingRegular: path)
    guard let status = file.status else { preconditionFailure("a regular file has a status") }
    file.waitUntilChangesShow()
    digest = try SHA256.hexDigest(of: file)
    try file.checkUnchanged()
    self.path = path
    self.status = status
    self.file = file
  }

  /// The current status of the file that was hashed, wherever it is by now.
  ///
  /// - Throws: `FileError` if the file system does not report it
  package var currentStatus: FileStatus {
    get throws(FileError) {
      guard let status = FileStatus(descriptor: file.descriptor) else {
        throw FileError.reading(path)
      }
      return status
    }
  }

  /// What was at its path when it was opened to be hashed.
  package var pathState: PathState { PathState(file: status, link: link) }

  /// Whether what was read from its path since it was hashed may have come from another file: there
  /// is another one by now, or the link to it was recreated.
  private var isElsewhere: Bool { isReplaced || FileStatus(linkAt: path) != link }

  /// Whether another file is at its path by now, or none.
  package var isReplaced: Bool {
    FileStatus(path: path).map { !$0.isSameFile(as: status) } ?? true
  }

  /// Checks that the file at its path is still the one that was hashed, and unchanged.
  ///
  /// - Throws: `FileError.changed`
  package func checkUnchanged() throws(FileError) {
    try check(isElsewhere ? nil : FileStatus(path: path), since: status)
  }

  /// Checks that a status is that of the unchanged file.
  ///
  /// - Parameters:
  ///   - now: the status to check; `nil` if there is no file
  ///   - earlier: the file's status at an earlier time
  /// - Throws: `FileError.changed`
  package func check(_ now: FileStatus?, since earlier: FileStatus) throws(FileError) {
    guard let now, now.isSameFile(as: earlier) else { throw .changed(path, .replaced) }
    if let change = now.change(since: earlier, path: path) { throw .changed(path, change) }
  }

  /// Whether the file that was hashed still has the same bytes, which are read again.
  ///
  /// - Parameter now: its current status
  /// - Returns: whether it has; `false` also if it changes while it is read
  /// - Throws: `FileError` if it cannot be read
  package func hasSameBytes(_ now: FileStatus) throws -> Bool {
    now.waitForNextTick()
    return try reading.withLock { _ in
      try file.rewind()
      return try SHA256.hexDigest(of: file) == digest && currentStatus == now
    }
  }
}
