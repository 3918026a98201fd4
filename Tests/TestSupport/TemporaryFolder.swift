import Foundation

/// A folder for one test, which is deleted with the value.
public final class TemporaryFolder {
  /// Its absolute path.
  public let path: String

  /// Makes an empty folder.
  public init() throws {
    let url = FileManager.default.temporaryDirectory
      // The digits after a dash could look like the hash in the name of a run.
      .appendingPathComponent("nnrun-tests_\(UUID().uuidString.replacing("-", with: "_"))")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    // Links are followed, so that paths can be compared with what programs print.
    path = url.resolvingSymlinksInPath().path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in it.
  public func file(_ name: String) -> String { "\(path)/\(name)" }

  /// Writes a file, with the folders it is in; returns its path.
  @discardableResult
  public func write(_ text: String, to name: String) throws -> String {
    try write(Array(text.utf8), to: name)
  }

  /// Writes a file, with the folders it is in; returns its path.
  @discardableResult
  public func write(_ bytes: [UInt8], to name: String) throws -> String {
    let url = URL(fileURLWithPath: file(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(bytes).write(to: url)
    return file(name)
  }

  /// The bytes of a file in it.
  public func bytes(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: file(name))))
  }

  /// A file in it as text.
  public func text(_ name: String) throws -> String {
    String(decoding: try bytes(name), as: UTF8.self)
  }

  /// Deletes a file or a folder in it.
  public func remove(_ name: String) throws {
    try FileManager.default.removeItem(atPath: file(name))
  }

  /// What a symbolic link in it leads to.
  public func linkTarget(_ name: String) throws -> String {
    try FileManager.default.destinationOfSymbolicLink(atPath: file(name))
  }

  /// A text in which paths of files in it are relative to it.
  public func relative(_ text: String) -> String { text.replacing("\(path)/", with: "") }

  /// The names in it, or in a folder in it, in alphabetical order.
  public func names(in folder: String = ".") throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: file(folder)).sorted()
  }
}
