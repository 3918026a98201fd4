import Foundation
import TestSupport

/// A Slurm cluster of one node, this machine, which runs as long as this value.
final class SlurmCluster {
  private let folder: TemporaryFolder
  /// The variables with which Slurm's programs find it.
  var environment: [String: String] { ["SLURM_CONF": folder.file("slurm.conf")] }

  private static let script = "\(ProjectFiles.root)/Tests/Slurm/cluster"

  /// Starts a cluster.
  ///
  /// - Parameter lines: lines of its configuration, besides those that each has
  /// - Throws: if it does not start
  init(_ lines: String...) throws {
    folder = try TemporaryFolder()
    let result = try ChildProcess(
      "/bin/bash", [Self.script, "start", folder.path] + lines, in: folder.path
    ).wait()
    guard result.status == 0 else { throw StartFailure(reason: result.errors) }
  }

  deinit {
    _ = try? ChildProcess("/bin/bash", [Self.script, "stop", folder.path], in: folder.path).wait()
  }

  /// Runs one of Slurm's programs.
  func run(_ words: String...) throws -> CommandResult {
    try ChildProcess("/usr/bin/env", words, in: folder.path, environment: environment).wait()
  }

  /// Whether there can be a cluster: Slurm is installed, and we may start it. Where it has to be
  /// there, `NNRUN_TEST_SLURM` is set, and tests fail without it.
  static var isPossible: Bool {
    if ProcessInfo.processInfo.environment["NNRUN_TEST_SLURM"] != nil { return true }
    let programs = [
      "/usr/sbin/slurmctld", "/usr/sbin/slurmd", "/usr/sbin/munged", "/usr/bin/sbatch",
    ]
    return getuid() == 0 && programs.allSatisfy(FileManager.default.fileExists(atPath:))
  }

  private struct StartFailure: Error {
    let reason: String
  }
}
