#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// What the file system refuses.
public enum FileError: UserFacingError, Equatable {
  /// There is nothing at a path; with a hint at what is.
  case notFound(String, hint: String?)
  /// Something is there that cannot be read.
  case cannotRead(String, reason: String)
  /// A folder where a file belongs.
  case isDirectory(String, hint: String? = nil)
  /// A file of data without a byte.
  case empty(String)
  /// A file larger than its reader accepts, in bytes.
  case tooLarge(String, limit: Int)
  /// A file that somebody changed while it was read.
  case changed(String, FileStatus.Change)
  /// A file for which there is no memory.
  case outOfMemory(OutOfMemory)
  /// A file or folder that cannot be made.
  case cannotCreate(String, reason: String)
  /// A write that failed after the file was opened.
  case cannotWrite(String, reason: String)
  /// A write to a pipe that nobody reads any more.
  case lostReader(String)

  /// The code to exit with.
  public var exitStatus: ExitStatus {
    switch self {
    case .notFound, .cannotRead, .isDirectory: .noInput
    case .empty, .tooLarge, .changed, .outOfMemory: .badData
    case .cannotCreate: .cannotCreate
    case .cannotWrite, .lostReader: .ioError
    }
  }

  /// The path and what is wrong with it.
  public var description: String {
    switch self {
    case .notFound(let path, let hint):
      // The value of a variable that is not set, most likely.
      "\(path.isEmpty ? "''" : path): does not exist" + (hint.map { "; \($0)" } ?? "")
    case .cannotRead(let path, let reason): "\(path): cannot be read: \(reason)"
    case .isDirectory(let path, let hint):
      "\(path): is a folder, not a file" + (hint.map { "; \($0)" } ?? "")
    case .empty(let path): "\(path): is empty"
    case .tooLarge(let path, let limit): "\(path): has more than \(limit) bytes"
    case .changed(let path, let change):
      "\(path): was changed while it was read (\(change)); repeat the command when nobody changes it"
    case .outOfMemory(let error): error.description
    case .cannotCreate(let path, let reason): "\(path): cannot be created: \(reason)"
    case .cannotWrite(let path, let reason): "\(path): cannot be written: \(reason)"
    case .lostReader(let path): "\(path): cannot be written: \(String(cString: strerror(EPIPE)))"
    }
  }

  /// The error that `errno` holds after a failed attempt to read.
  static func reading(_ path: String) -> FileError {
    switch errno {
    case ENOENT, ENOTDIR: .notFound(path, hint: nil)
    case EISDIR: .isDirectory(path)
    default: .cannotRead(path, reason: systemReason)
    }
  }

  /// The error that `errno` holds after a failed attempt to make a file or folder.
  static func creating(_ path: String) -> FileError {
    switch errno {
    // The place is right, and the same command works when there is room.
    case ENOSPC, EDQUOT: .cannotWrite(path, reason: systemReason)
    default: .cannotCreate(path, reason: systemReason)
    }
  }

  /// What `errno` means.
  static var systemReason: String { String(cString: strerror(errno)) }
}
