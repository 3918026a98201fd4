import Platform

/// What a path or an open descriptor refers to; the raw value is what messages call it.
enum FileKind: String {
  case file = "a file"
  case folder = "a folder"
  case link = "a link"
  case pipe = "a pipe"
  case socket = "a socket"
  case device = "a device"

  /// What is at a path; `nil` if there is nothing.
  ///
  /// - Parameters:
  ///   - path: the path
  ///   - followsLinks: whether a symbolic link is what it points to, rather than a link
  init?(path: String, followsLinks: Bool = true) {
    var status = stat()
    guard (followsLinks ? stat(path, &status) : lstat(path, &status)) == 0 else { return nil }
    self.init(status)
  }

  /// What an open descriptor refers to; `nil` if the system does not know.
  init?(descriptor: Int32) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { return nil }
    self.init(status)
  }

  /// What a status is about.
  init(_ status: stat) {
    self =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .folder
      case S_IFLNK: .link
      case S_IFIFO: .pipe
      case S_IFSOCK: .socket
      default: .device
      }
  }
}
