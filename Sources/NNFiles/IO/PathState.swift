/// What is at a path: a file, perhaps through a link.
package struct PathState: Sendable, Equatable {
  private let file: FileStatus?
  private let link: FileStatus?

  /// Whether it is a file that can be read again and again.
  package var isFile: Bool { file != nil }

  init(file: FileStatus?, link: FileStatus?) {
    self.file = file
    self.link = link
  }

  /// What is there now. Every later change is bound to make a difference.
  package init(_ path: String) {
    self.init(file: FileStatus(path: path), link: FileStatus(linkAt: path))
    file?.waitForNextTick()
  }
}
