import Foundation
import PackagePlugin

/// Tells the program from which revision it is built.
@main
struct BuildInfo: BuildToolPlugin {
  func createBuildCommands(context: PluginContext, target: any Target) -> [Command] {
    let script = """
      revision=$(git -C "$1" rev-parse HEAD 2>/dev/null) || revision=unknown
      [ "$revision" = unknown ] || git -C "$1" diff --quiet HEAD 2>/dev/null || revision="$revision, changed"
      text="extension Build { static let revision = \\"$revision\\" }"
      [ "$text" = "$(cat "$2" 2>/dev/null)" ] || echo "$text" > "$2"
      """
    let folder = context.pluginWorkDirectoryURL
    return [
      .prebuildCommand(
        displayName: "Ask Git for the revision", executable: URL(fileURLWithPath: "/bin/sh"),
        arguments: [
          "-c", script, "sh", context.package.directoryURL.path,
          folder.appendingPathComponent("Revision.swift").path,
        ], outputFilesDirectory: folder)
    ]
  }
}
