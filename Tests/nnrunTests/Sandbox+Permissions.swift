import Foundation
import TestSupport

extension Sandbox {
  /// What starts nnrun as a user from whom files can be hidden: for root, all of them are readable.
  private static let withoutPrivileges =
    getuid() == 0
    ? ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", binary] : [binary]

  /// Whether nnrun can be started as such a user.
  static let canHideFiles: Bool = {
    guard let sandbox = try? Sandbox() else { return false }
    return (try? sandbox.run(withoutPrivileges + ["--version"]))?.status == 0
  }()

  /// Runs nnrun in the folder as a user who may read what others may, but not what is hidden.
  func nnrunWithoutPrivileges(_ arguments: String...) throws -> CommandResult {
    try nnrunWithoutPrivileges(arguments)
  }

  /// Runs nnrun in the folder as a user who may read what others may, but not what is hidden.
  func nnrunWithoutPrivileges(_ arguments: [String]) throws -> CommandResult {
    try run(Self.withoutPrivileges + arguments)
  }

  /// Takes all permissions on a file or folder away, or sets others.
  func hide(_ path: String, mode: Int = 0) throws {
    try FileManager.default.setAttributes(
      [.posixPermissions: mode], ofItemAtPath: folder.file(path))
  }
}
