/// How a command ends, in the codes that shells and batch systems see (`sysexits.h`).
public enum ExitStatus: Int32, Sendable {
  /// The experiment itself failed: its cost became NaN or infinite.
  case experimentFailed = 1
  /// The command line is wrong.
  case usage = 64
  /// A malformed data set, weights file or run folder; data that change while they are read; or
  /// something that needs more memory than there is.
  case badData = 65
  /// A file that does not exist or cannot be read.
  case noInput = 66
  /// Something outside nnrun that it needs does not work: a batch system, say.
  case unavailable = 69
  /// A bug in nnrun.
  case bug = 70
  /// A file or folder that cannot be created.
  case cannotCreate = 73
  /// A write that failed, for example on a full disk.
  case ioError = 74
  /// The command cannot be completed now, because another process is using the run or there is too
  /// little memory; repeating it later continues it.
  case tryAgain = 75
  /// An error in the experiment file or in an override.
  case badExperiment = 78
}

/// An error that the user can put right.
///
/// Its `description` says where the error is, what it is and, if that is not obvious, what to do,
/// without a leading "error:". The wording of each error lives beside its cases and nowhere else.
public protocol UserFacingError: Error, CustomStringConvertible {
  /// The code with which a command that fails with this error exits.
  var exitStatus: ExitStatus { get }
  /// Whether the text itself has the word "error", after the place of each mistake. `false` is the
  /// default.
  var saysError: Bool { get }
}

extension UserFacingError {
  /// The text does not have the word.
  public var saysError: Bool { false }
}
