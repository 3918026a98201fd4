import Platform

/// Something that needs more memory than there is.
public struct OutOfMemory: UserFacingError, Equatable {
  /// The file or whatever else needs memory.
  public let owner: String
  /// How much it needs, in bytes.
  public let bytes: Int
  /// How much is available, in bytes.
  public let left: Int
  /// The code to exit with.
  public var exitStatus: ExitStatus { .badData }

  /// What needs memory, how much, and what to do.
  public var description: String { "\(owner): \(reason)" }

  /// The same without the owner.
  package var reason: String {
    "needs \(MachineMemory.text(bytes)) more memory, but \(availability); use less data, or raise the "
      + "limit (ulimit -v, or that of a container)"
  }

  /// How much is available: `only 3.4 MB is available to nnrun`.
  package var availability: String {
    left > 0
      ? "only \(MachineMemory.text(left)) is available to nnrun" : "no more is available to nnrun"
  }

  /// Allocates memory; ends the process with a message if there is none.
  ///
  /// Large allocations are checked with `MachineMemory.require` first, which throws instead.
  ///
  /// - Parameters:
  ///   - bytes: how many
  ///   - alignment: what the address is a multiple of, a power of two
  /// - Returns: the memory, to be released with `free`
  package static func allocate(_ bytes: Int, alignment: Int = 16) -> UnsafeMutableRawPointer {
    if let memory = LargePages.allocate(bytes, alignment: alignment) { return memory }
    let text =
      "error: out of memory: \(MachineMemory.text(bytes)) more cannot be allocated; repeat the command when "
      + "more memory is free, or with a higher limit (ulimit -v)\n"
    var copy = text
    _ = copy.withUTF8 { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    exit(ExitStatus.tryAgain.rawValue)
  }
}
