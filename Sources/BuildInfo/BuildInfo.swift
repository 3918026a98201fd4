import Foundation
import PackagePlugin

/// Tells the program from which revision, and with which Swift, it is built.
@main
struct BuildInfo: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) -> [Command] {
    let script = """
      # If the sources are unpacked inside another repository, its revision is not theirs.
      [ "$(git -C "$1" rev-parse --show-toplevel 2>/dev/null)" = "$(cd "$1" && pwd -P)" ] \\
        && revision=$(git -C "$1" rev-parse HEAD 2>/dev/null) || revision=unknown
      [ "$revision" = unknown ] || git -C "$1" diff --quiet HEAD 2>/dev/null || revision="$revision, changed"
      swift=$(swiftc --version 2>/dev/null | sed -n 's/.*Swift version \\([^ ]*\\).*/\\1/p' | head -1)
      text="extension Build {
        static let revision = \\"$revision\\"
        static let swiftVersion = \\"${swift:-unknown}\\"
      }"
      [ "$text" = "$(cat "$2" 2>/dev/null)" ] || echo "$text" > "$2"
      """
    let folder = context.pluginWorkDirectoryURL
    return [
      .prebuildCommand(
        displayName: "Ask for revision and compiler", executable: URL(fileURLWithPath: "/bin/sh"),
        arguments: [
          "-c", script, "sh", context.package.directoryURL.path,
          folder.appendingPathComponent("Revision.swift").path,
        ],
        // Where the tools of this build are; without it only those of the system are found.
        environment: ["PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"],
        outputFilesDirectory: folder)
    ]
  }
}
