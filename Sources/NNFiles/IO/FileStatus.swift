#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the file system tells of a file and what shows whether somebody has changed it.
public struct FileStatus: Sendable, Equatable {
  /// A point in time as the file system counts it.
  struct Time: Sendable, Equatable {
    let seconds: Int
    let nanoseconds: Int
  }

  private let device: UInt64
  private let inode: UInt64
  private let links: UInt64
  private let modified: Time
  private let changed: Time
  /// The number of its bytes.
  public let size: Int

  /// What is the case at a path, links followed; `nil` if there is nothing, or no regular file.
  public init?(path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    self.init(status)
  }

  /// What is the case with a symbolic link at a path itself; `nil` if there is none.
  init?(linkAt path: String) {
    var status = stat()
    guard lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFLNK else { return nil }
    self.init(of: status)
  }

  /// What is the case with an open file; `nil` for what is no regular file.
  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  private init?(_ status: stat) {
    guard status.st_mode & S_IFMT == S_IFREG else { return nil }
    self.init(of: status)
  }

  private init(of status: stat) {
    device = UInt64(truncatingIfNeeded: status.st_dev)
    inode = UInt64(truncatingIfNeeded: status.st_ino)
    links = UInt64(truncatingIfNeeded: status.st_nlink)
    size = Int(status.st_size)
    #if canImport(Darwin)
      (modified, changed) = (Time(status.st_mtimespec), Time(status.st_ctimespec))
    #else
      (modified, changed) = (Time(status.st_mtim), Time(status.st_ctim))
    #endif
  }

  /// Whether both are about the same file, as it was at two times perhaps.
  public func isSameFile(as other: FileStatus) -> Bool {
    device == other.device && inode == other.inode
  }

  /// What has happened to a file from an earlier time to this one.
  public enum Change: Sendable, Equatable, CustomStringConvertible {
    /// There are other bytes, or at least somebody wrote.
    case written(String)
    /// No time of writing tells of it, but something was changed: permissions, the owner or the name
    /// perhaps; or bytes, by a program that then set the time back.
    case hidden

    /// What was seen.
    public var description: String {
      switch self {
      case .written(let reason): reason
      case .hidden:
        "its permissions, owner or times were changed, or its bytes were and its times put back"
      }
    }
  }

  /// What has happened since an earlier time; `nil` if it has no effect on bytes that are read.
  ///
  /// Names do not matter: a file that was removed, or replaced by another of its name, still has its
  /// bytes for whoever has it open.
  ///
  /// - Parameters:
  ///   - earlier: the same file at an earlier time
  ///   - path: where the file was then
  /// - Returns: what was seen
  public func change(since earlier: FileStatus, path: String) -> Change? {
    if self == earlier { return nil }
    if size != earlier.size {
      return .written("it had \(earlier.size) bytes and has \(size)")
    }
    if modified != earlier.modified { return .written("somebody has written to it") }
    // The time of the last change is explained by a name that the file has got or lost.
    if links != earlier.links { return nil }
    guard let now = FileStatus(path: path), now.isSameFile(as: self) else { return nil }
    return .hidden
  }

  /// Waits until the file system's clock shows a later time than that of the file's last change.
  ///
  /// Two changes within the same tick have the same time, and the second would go unnoticed. A tick
  /// takes some milliseconds, and nearly always it is long past.
  func waitForNextTick() {
    #if os(Linux)
      var now = timespec()
      // A clock that is set back, or that of another machine, is not waited for.
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
