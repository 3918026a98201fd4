import NNFiles

/// Where samples are that do not belong to a data set: in one file, or inputs and targets in two.
public struct SampleFiles: Sendable {
  /// The file of the inputs, or of all.
  public let path: String
  /// The file of the targets; `nil` if none was named.
  public let targetsPath: String?

  /// Files of samples.
  public init(path: String, targetsPath: String? = nil) {
    self.path = path
    self.targetsPath = targetsPath
  }

  /// Checks that no file of targets is named, for formats that have them in the same file.
  ///
  /// - Throws: `SampleFilesError`
  func refuseTargets() throws(SampleFilesError) {
    if let targetsPath { throw .unexpectedTargets(targetsPath, of: path) }
  }
}

/// Files of samples that are named wrongly.
public enum SampleFilesError: UserFacingError {
  /// A file of targets beside one that has them.
  case unexpectedTargets(String, of: String)
  /// An `.npy` file, which has inputs only.
  case noTargets(of: String)
  /// Images whose name does not tell that of their labels.
  case noLabels(of: String)

  /// The code to exit with.
  public var exitStatus: ExitStatus { .usage }

  /// The path, what is wrong with it and what to do.
  public var description: String {
    switch self {
    case .unexpectedTargets(let targets, let path):
      "\(targets): is not needed, targets are looked for in \(path); remove --targets"
    case .noTargets(let path):
      "\(path): has inputs only; name the file of their targets with --targets"
    case .noLabels(let path):
      "\(path): has no 'images' in its name that 'labels' could stand for; name the file of the "
        + "labels with --targets"
    }
  }
}
