/// How a command ends, in the codes that shells and batch systems see (`sysexits.h`).
public enum ExitStatus: Int32, Sendable {
  /// The experiment itself failed: its cost became NaN or infinite.
  case experimentFailed = 1
  /// The command line is wrong.
  case usage = 64
  /// A malformed data set, weights file or run folder; data that change while they are read, or that
  /// need more memory than there is.
  case badData = 65
  /// A file that does not exist or cannot be read.
  case noInput = 66
  /// A bug in nnrun.
  case bug = 70
  /// A file or folder that cannot be created.
  case cannotCreate = 73
  /// A write that failed half-way, for example on a full disk.
  case ioError = 74
  /// Another process is at work, or there is no memory for the least; the same command goes on later.
  case tryAgain = 75
  /// An error in the experiment file or in an override.
  case badExperiment = 78
}

/// An error that its user can mend.
///
/// Its `description` says where, what and, if it is not obvious, what to do, without a leading
/// "error:". The words of each kind of error live beside its cases, nowhere else.
public protocol UserFacingError: Error, CustomStringConvertible {
  /// The code with which a command that fails with this error exits.
  var exitStatus: ExitStatus { get }
}
