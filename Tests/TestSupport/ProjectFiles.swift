import Foundation

/// Files of the project that tests read.
public enum ProjectFiles {
  /// The project's folder.
  public static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent().path

  /// The path of a file in `Tests/Golden`.
  public static func golden(_ name: String) -> String { "\(root)/Tests/Golden/\(name)" }

  /// The names of the files in a folder of `Tests/Golden`, sorted.
  public static func goldenNames(in folder: String) -> [String] { names(in: golden(folder)) }

  /// The names of the lessons in `configs`, sorted.
  public static let lessons = names(in: "\(root)/configs").filter { $0.hasSuffix(".yaml") }
    .map { $0.replacing(".yaml", with: "") }

  private static func names(in folder: String) -> [String] {
    guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
      preconditionFailure("\(folder) cannot be listed")
    }
    return names.sorted()
  }

  /// The path of a file in `datasets`.
  public static func dataset(_ name: String) -> String { "\(root)/datasets/\(name)" }

  /// The folder that the tests were built into, where the command is too.
  public static let products = URL(fileURLWithPath: CommandLine.arguments[0])
    .resolvingSymlinksInPath().deletingLastPathComponent().path
}
