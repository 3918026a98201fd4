import Platform

/// Pipes that nobody reads any more.
///
/// A command whose result nobody reads ends as other programs do, by SIGPIPE, but one whose notes nobody
/// reads does not: a training continues.
enum LostReaders {
  /// From now on, writing to such a pipe fails with `FileError.lostReader` and no longer ends the
  /// process.
  static func survive() {
    // Not SIG_IGN, which says that the caller of this process wants such writes to be errors.
    if !Signal.isIgnored(SIGPIPE) { signal(SIGPIPE) { _ in } }
  }

  /// From now on, writing to such a pipe ends the process again, unless its caller wants an error.
  static func endProcessAgain() {
    if !Signal.isIgnored(SIGPIPE) { signal(SIGPIPE, SIG_DFL) }
  }

  /// Ends the process as a write to such a pipe does; returns if its caller wants an error instead.
  static func endProcess() {
    endProcessAgain()
    raise(SIGPIPE)
  }
}
