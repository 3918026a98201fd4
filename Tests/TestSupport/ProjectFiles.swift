import Foundation

/// Files of the project that tests read.
public enum ProjectFiles {
  /// The project's folder.
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The path of a file in `Tests/Golden`.
  public static func golden(_ name: String) -> String { "\(root)/Tests/Golden/\(name)" }

  /// The path of a file in `datasets`.
  public static func dataset(_ name: String) -> String { "\(root)/datasets/\(name)" }

  /// The folder that the tests were built into, where the command is too.
  public static let products = URL(fileURLWithPath: CommandLine.arguments[0])
    .resolvingSymlinksInPath().deletingLastPathComponent().path
}
