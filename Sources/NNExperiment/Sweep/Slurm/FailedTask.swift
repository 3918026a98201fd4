import NNFiles

/// A trial that a task of a Slurm job could not train.
struct FailedTask: UserFacingError {
  /// The error that was written last.
  private let message: String
  /// The file that has all of them.
  private let file: String

  /// The errors in the output of a task, by the numbers of their trials.
  ///
  /// A trial that was stopped, or that the task has not reached, has none: it is trained later. If
  /// the task has run several times, the last training of each trial counts.
  ///
  /// - Parameters:
  ///   - output: what the task has written
  ///   - file: where
  /// - Returns: the errors
  static func failures(in output: String, of file: String) -> [Int: FailedTask] {
    var failures: [Int: FailedTask] = [:]
    var trial: Int?
    var lines: [Substring] = []
    // What Slurm itself writes may be anywhere.
    for line in output.split(separator: "\n") where !line.hasPrefix("slurmstepd: ") {
      if line.hasPrefix(SlurmScript.beginning) {
        trial = SlurmScript.number(in: line.dropFirst(SlurmScript.beginning.count))
        lines = []
        if let trial { failures[trial] = nil }
      } else if line.hasPrefix(SlurmScript.end) {
        let code = Int32(line.dropFirst(SlurmScript.end.count))
        if let trial, let code { failures[trial] = FailedTask(lines, exitCode: code, file: file) }
        trial = nil
      } else {
        lines.append(line)
      }
    }
    return failures
  }

  private init?(_ lines: [Substring], exitCode: Int32, file: String) {
    if [0, ExitStatus.tryAgain.rawValue].contains(exitCode) { return nil }
    if let first = lines.lastIndex(where: { $0.contains("error: ") }) {
      let text = lines[first...].prefix(3).joined(separator: "\n")
      message = text.hasPrefix("error: ") ? String(text.dropFirst("error: ".count)) : text
    } else {
      // The code of a shell for a process that was ended by a signal.
      let end = exitCode > 128 ? "ended by signal \(exitCode - 128)" : "exit code \(exitCode)"
      message = end + (lines.last.map { ": \($0)" } ?? "")
    }
    self.file = file
  }

  var exitStatus: ExitStatus { .experimentFailed }

  var description: String { "\(message) (\(file))" }
}
