import NNFiles

/// A command of Slurm that failed.
struct SlurmError: UserFacingError {
  private let command: String
  private let output: String
  /// Whether there is no such program.
  let isMissing: Bool

  /// A command that failed.
  ///
  /// - Parameters:
  ///   - command: the command
  ///   - output: what it has written
  ///   - exitCode: its exit code
  init(command: ShellCommand, output: String, exitCode: Int32?) {
    self.command = command.text
    self.output = output
    isMissing = exitCode == 127
  }

  var exitStatus: ExitStatus { .unavailable }

  var description: String {
    isMissing
      ? "there is no Slurm on this machine; without --launcher slurm, trials are trained here"
      : "\(output)\n  from: \(command)"
  }
}

/// An option of sbatch that nnrun sets.
struct ReservedOption: UserFacingError {
  let option: String

  var exitStatus: ExitStatus { .usage }

  var description: String {
    "--slurm '\(option.excerpt)': nnrun sets this option itself; leave it out"
  }
}
