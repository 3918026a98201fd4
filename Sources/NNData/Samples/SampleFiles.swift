package import NNFiles

/// The files of samples from outside the data set: one file, or one of inputs and one of targets.
public struct SampleFiles: Sendable {
  /// The file of the inputs, or of inputs and targets.
  public let path: String
  /// The file of the targets; `nil` if none was named.
  public let targetsPath: String?

  /// Files of samples.
  ///
  /// - Parameters:
  ///   - path: the file of the inputs, or of inputs and targets
  ///   - targetsPath: the file of the targets, if they have one of their own
  public init(path: String, targetsPath: String? = nil) {
    self.path = path
    self.targetsPath = targetsPath
  }

  /// Checks that no file of targets was named, for formats that have them in the same file.
  ///
  /// - Throws: a `UserFacingError` if one was named
  public func rejectTargets() throws {
    if let targetsPath { throw SampleFilesError.unexpectedTargets(targetsPath, of: path) }
  }
}

/// A mistake in naming the files of samples.
package enum SampleFilesError: UserFacingError {
  /// A file of targets was named, but the file of the inputs has them.
  case unexpectedTargets(String, of: String)
  /// The file is an `.npy` file, which has inputs only, and no file of targets was named.
  case noTargets(of: String)
  /// The name of the labels' file cannot be derived from that of the images.
  case noLabels(of: String)

  /// The exit code of the command.
  package var exitStatus: ExitStatus { .usage }

  /// The path, what is wrong with it and how to fix it.
  package var description: String {
    switch self {
    case .unexpectedTargets(let targets, let path):
      "\(targets): is not needed, because targets are read from \(path); remove --targets"
    case .noTargets(let path):
      "\(path): has inputs only; name the file of their targets with --targets"
    case .noLabels(let path):
      "\(path): the name of the labels' file cannot be derived from this name, which does not "
        + "contain 'images'; name that file with --targets"
    }
  }
}
