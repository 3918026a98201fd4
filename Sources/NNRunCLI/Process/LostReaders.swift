import Platform

/// What happens when nobody reads a pipe any more into which the process writes.
///
/// If it was the pipe of the result, SIGPIPE ends the command, as it does other programs. If it was
/// the pipe of notes and progress, the command continues: a training is worth more than its notes.
enum LostReaders {
  /// Lets writes to such a pipe fail with `FileError.lostReader` from now on, instead of ending the
  /// process.
  static func survive() {
    // A handler that does nothing, not SIG_IGN, which is kept for those who started the process
    // with it because they want such writes to be errors.
    if !Signal.isIgnored(SIGPIPE) { signal(SIGPIPE) { _ in } }
  }

  /// Lets writes to such a pipe end the process again, unless whoever started it wants errors.
  static func endProcessAgain() {
    if !Signal.isIgnored(SIGPIPE) { signal(SIGPIPE, SIG_DFL) }
  }

  /// Ends the process as a write to such a pipe does; returns if whoever started it wants errors.
  static func endProcess() {
    endProcessAgain()
    raise(SIGPIPE)
  }
}
