import Platform

/// What the file system reports about a file, by which changes of the file are noticed.
public struct FileStatus: Sendable, Equatable {
  /// A time stamp of the file system.
  struct Time: Sendable, Equatable {
    let seconds: Int
    let nanoseconds: Int
  }

  private let device: UInt64
  private let inode: UInt64
  private let links: UInt64
  private let modified: Time
  private let changed: Time
  /// The file's size in bytes.
  package let size: Int

  /// The status of the regular file at a path, links followed; `nil` if there is none.
  package init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// The status of the symbolic link at a path itself; `nil` if there is none.
  init?(linkAt path: String) {
    var status = stat()
    guard lstat(path, &status) == 0, FileKind(status) == .link else { return nil }
    self.init(of: status)
  }

  /// The status of an open file; `nil` if it is not a regular file.
  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init?(_ status: stat) {
    guard FileKind(status) == .file else { return nil }
    self.init(of: status)
  }

  private init(of status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
    links = UInt64(truncatingIfNeeded: status.st_nlink)
    size = Int(status.st_size)
    (modified, changed) = (Time(status.modificationTime), Time(status.statusChangeTime))
  }

  /// Whether both describe the same file, perhaps at different times.
  package func isSameFile(as other: FileStatus) -> Bool {
    device == other.device && inode == other.inode
  }

  /// What happened to a file between two times.
  public enum Change: Sendable, Equatable, CustomStringConvertible {
    /// Its bytes were written to.
    case written(String)
    /// Something changed although its modification time did not: permissions, the owner or the
    /// name, or bytes, by a program that then restored that time.
    case hidden

    /// Another file took its place.
    package static let replaced = Change.written("it is a different file now")

    /// What was noticed.
    public var description: String {
      switch self {
      case .written(let reason): reason
      case .hidden:
        "its permissions, owner or times were changed, or its bytes were and its times restored"
      }
    }
  }

  /// What happened to the file since an earlier time; `nil` if nothing that could affect its bytes.
  ///
  /// Names do not matter: a file that was removed, or replaced by another of the same name, keeps
  /// its bytes for those who have it open.
  ///
  /// - Parameters:
  ///   - earlier: the status of the same file at an earlier time
  ///   - path: where the file was then
  /// - Returns: what was noticed
  package func change(since earlier: FileStatus, path: String) -> Change? {
    if self == earlier { return nil }
    if size != earlier.size {
      return .written("it had \(earlier.size) bytes and has \(size)")
    }
    if modified != earlier.modified { return .written("it was written to") }
    // A hard link that was added or removed explains the new time of the last change.
    if links != earlier.links { return nil }
    guard let now = FileStatus(path: path), now.isSameFile(as: self) else { return nil }
    return .hidden
  }

  /// Waits until the file system's clock is past the time of the file's last change.
  ///
  /// Two changes within one tick of the clock get the same time, so the second would go unnoticed.
  /// A tick takes a few milliseconds, and has nearly always passed long ago.
  func waitForNextTick() {
    #if os(Linux)
      var now = timespec()
      // A time in the future, from a clock that was set back or another machine's, is not waited
      // for.
      for _ in 0..<20 {
        clock_gettime(CLOCK_REALTIME_COARSE, &now)
        let isPast =
          now.tv_sec > changed.seconds
          || now.tv_sec == changed.seconds && now.tv_nsec > changed.nanoseconds
        if isPast || changed.seconds > now.tv_sec + 1 { return }
        usleep(1000)
      }
    #endif
  }
}

extension FileStatus.Time {
  fileprivate init(_ time: timespec) {
    seconds = Int(time.tv_sec)
    nanoseconds = Int(time.tv_nsec)
  }
}
