import NNFiles
import Platform

/// Limits on memory under which no command can run: Swift ends a process without a message when
/// even a small allocation fails.
struct TooLittleMemory: UserFacingError {
  let left: Int

  var exitStatus: ExitStatus { .tryAgain }

  var description: String {
    "only \(MachineMemory.text(left)) of memory is available to nnrun, which needs "
      + "\(MachineMemory.text(MachineMemory.minimum)) for any command; raise the limit (ulimit -v, or that "
      + "of a container)"
  }

  /// Exits with a message if there is too little memory for any command.
  static func exitIfSo() {
    let left = MachineMemory.leftOfLimits
    if left >= MachineMemory.minimum { return }
    let error = TooLittleMemory(left: left)
    Console.report(error)
    exit(error.exitStatus.rawValue)
  }
}
