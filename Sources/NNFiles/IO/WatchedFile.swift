import Synchronization

/// A file whose bytes were hashed and that stays open, to find out later whether they are the same.
public final class WatchedFile: Sendable {
  /// Where the file was when it was hashed.
  public let path: String
  /// The SHA-256 of its bytes, in lower-case hexadecimal digits.
  public let digest: String
  /// What the file system told of it while it was hashed.
  public let status: FileStatus
  private let file: OpenFile
  /// The link at its path, if there is one.
  private let link: FileStatus?
  /// Held while the open file is read, which has one position for all threads.
  private let reading = Mutex(())

  /// Opens a regular file and hashes it.
  ///
  /// - Throws: `FileError`, also if somebody changes it meanwhile
  public init(hashing path: String) throws {
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

  /// What the file system tells now of the file that was hashed, wherever it is.
  ///
  /// - Throws: `FileError` if it does not
  public var currentStatus: FileStatus {
    get throws(FileError) {
      guard let status = FileStatus(descriptor: file.descriptor) else {
        throw FileError.reading(path)
      }
      return status
    }
  }

  /// Whether what is read from its path since it was hashed may have come from another file: there is
  /// one, or the link that leads there was made anew.
  private var isElsewhere: Bool { isReplaced || FileStatus(linkAt: path) != link }

  /// Whether another file is at its path, or none.
  public var isReplaced: Bool {
    FileStatus(path: path).map { !$0.isSameFile(as: status) } ?? true
  }

  /// Checks that what is read from its path is still the file that was hashed, and as it was then.
  ///
  /// - Throws: `FileError.changed`
  public func checkUnchanged() throws(FileError) {
    try check(isElsewhere ? nil : FileStatus(path: path), since: status)
  }

  /// Checks that a status is that of the unchanged file.
  ///
  /// - Parameters:
  ///   - now: the status to check; `nil` if there is no file
  ///   - earlier: the file's status at an earlier time
  /// - Throws: `FileError.changed`
  public func check(_ now: FileStatus?, since earlier: FileStatus) throws(FileError) {
    guard let now, now.isSameFile(as: earlier) else {
      throw .changed(path, .written("it is another file now"))
    }
    if let change = now.change(since: earlier, path: path) { throw .changed(path, change) }
  }

  /// Whether the file that was hashed has the same bytes now: they are read once more.
  ///
  /// - Parameter now: what the file system tells now
  /// - Returns: `false` also if somebody changes it while it is read
  /// - Throws: `FileError` if it cannot be read
  public func hasSameBytes(_ now: FileStatus) throws -> Bool {
    now.waitForNextTick()
    return try reading.withLock { _ in
      try file.rewind()
      return try SHA256.hexDigest(of: file) == digest && currentStatus == now
    }
  }
}
