import Platform

/// A file or folder that cannot be read or written.
public enum FileError: UserFacingError, Equatable {
  /// Nothing exists at a path; perhaps with a hint at what does.
  case notFound(String, hint: String?)
  /// Something exists there that cannot be read.
  case cannotRead(String, reason: String)
  /// A folder where a file is expected.
  case isDirectory(String, hint: String? = nil)
  /// A data file without a single byte.
  case empty(String)
  /// A file with more bytes than its reader accepts.
  case tooLarge(String, limit: Int)
  /// A file that changed while it was read.
  case changed(String, FileStatus.Change)
  /// A file that does not fit into memory.
  case outOfMemory(OutOfMemory)
  /// A file or folder that cannot be created.
  case cannotCreate(String, reason: String)
  /// A write that failed after the file was opened.
  case cannotWrite(String, reason: String)
  /// A write to a pipe whose reader is gone.
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
    case .notFound(let path, let hint) where FileSystem.brokenLink(in: path) != nil:
      Self.text(ofPath: path, through: FileSystem.brokenLink(in: path) ?? path)
        + (hint.map { "; \($0)" } ?? "")
    case .notFound(let path, let hint):
      // An empty path is most likely the value of a shell variable that is not set.
      "\(path.isEmpty ? "''" : path): does not exist"
        + ((hint ?? FileSystem.nearest(to: path).map { "did you mean '\($0)'?" })
          .map { "; \($0)" } ?? "")
    case .cannotRead(let path, let reason): "\(path): cannot be read: \(reason)"
    case .isDirectory(let path, let hint):
      "\(path): is a folder, not a file" + (hint.map { "; \($0)" } ?? "")
    case .empty(let path): "\(path): is empty"
    case .tooLarge(let path, let limit): "\(path): has more than \(limit) bytes"
    case .changed(let path, let change):
      "\(path): was changed while it was read (\(change)); repeat the command when it no longer changes"
    case .outOfMemory(let error): error.description
    case .cannotCreate(let path, let reason): "\(path): cannot be created: \(reason)"
    case .cannotWrite(let path, let reason): "\(path): cannot be written: \(reason)"
    case .lostReader(let path): "\(path): cannot be written: \(String(cString: strerror(EPIPE)))"
    }
  }

  /// What is said of a path that a link leads to nothing.
  private static func text(ofPath path: String, through link: String) -> String {
    let text = "is a link to '\(FileSystem.linkTarget(link) ?? "")', which does not exist"
    return link == path ? "\(path): \(text)" : "\(path): does not exist: '\(link)' \(text)"
  }

  /// Whether the file itself is to blame: it is missing, or is not one that can be read. Otherwise
  /// it may be good, although it could not be read this time or by this user.
  package var isFaultOfFile: Bool {
    switch self {
    case .notFound, .isDirectory, .empty, .tooLarge: true
    case .cannotRead(let path, _): FileKind(path: path).map { $0 != .file } ?? false
    case .changed, .outOfMemory, .cannotCreate, .cannotWrite, .lostReader: false
    }
  }

  /// What reading a file returns; `nil` if the file itself is to blame for an error.
  ///
  /// - Parameter reading: reads the file
  /// - Returns: what it returns
  /// - Throws: an error for which the file is not to blame
  package static func unlessFaultOfFile<Result>(
    _ reading: () throws(FileError) -> Result
  ) throws(FileError) -> Result? {
    do {
      return try reading()
    } catch {
      if error.isFaultOfFile { return nil }
      throw error
    }
  }

  /// The error for `errno` after a failed attempt to read.
  static func reading(_ path: String) -> FileError {
    switch errno {
    case ENOENT, ENOTDIR: .notFound(path, hint: nil)
    case EISDIR: .isDirectory(path)
    default: .cannotRead(path, reason: systemReason)
    }
  }

  /// The error for `errno` after a failed attempt to create a file or folder.
  package static func creating(_ path: String) -> FileError {
    switch errno {
    // The path is right, and the same command works once there is room.
    case ENOSPC, EDQUOT: .cannotWrite(path, reason: systemReason)
    default: .cannotCreate(path, reason: systemReason)
    }
  }

  /// The system's description of `errno`.
  static var systemReason: String { String(cString: strerror(errno)) }
}
