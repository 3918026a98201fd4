import NNFiles
import Platform

/// Limits under which no command can do anything: Swift ends a process that has no memory for a trifle
/// without a word.
struct TooLittleMemory: UserFacingError {
  let left: Int

  var exitStatus: ExitStatus { .tryAgain }

  var description: String {
    "only \(MachineMemory.text(left)) of memory are left for nnrun, which takes "
      + "\(MachineMemory.text(MachineMemory.minimum)) for any command; raise the limit (ulimit -v, or that "
      + "of a container)"
  }

  /// Ends the process with a message if it has no memory to work with.
  static func exitIfSo() {
    let left = MachineMemory.leftOfLimits
    if left >= MachineMemory.minimum { return }
    let error = TooLittleMemory(left: left)
    Console.report(error)
    exit(error.exitStatus.rawValue)
  }
}
