import Foundation
import TestSupport

/// A script that runs on a terminal, which util-linux's `script` makes for it.
final class TerminalSession {
  /// Whether this program is installed.
  static let isPossible: Bool = {
    (try? Sandbox().shell("script -qec true /dev/null").status) == 0
  }()

  private let sandbox: Sandbox
  private let columns: Int
  private let keyboard = Pipe()
  private let process: ChildProcess

  /// Starts a script of bash, in which `nnrun` is the built command.
  init(_ script: String, in sandbox: Sandbox, columns: Int = 80) throws {
    self.sandbox = sandbox
    self.columns = columns
    try sandbox.folder.write(
      "stty cols \(columns)\ntty > terminal\n\(script)\n", to: "session.sh")
    let terminal = ["TERM": "xterm", "SHELL": "/bin/sh"]
    process = try ChildProcess(
      "/usr/bin/env", ["script", "-qec", "exec bash session.sh", "/dev/null"],
      in: sandbox.folder.path, input: .pipe(keyboard),
      environment: Sandbox.shellEnvironment.merging(terminal) { $1 })
  }

  /// What the terminal got so far.
  var output: String { process.output }

  /// Waits until the terminal got what the condition asks for.
  func wait(for event: String, until condition: (String) -> Bool) throws {
    try process.wait(for: event) { condition(output) }
  }

  /// Presses keys.
  func type(_ keys: String) throws {
    try keyboard.fileHandleForWriting.write(contentsOf: Data(keys.utf8))
  }

  /// Changes the width of the window.
  func resize(columns: Int) throws {
    _ = try sandbox.shell("stty -F $(cat terminal) cols \(columns)")
  }

  /// Waits for the end of the script.
  ///
  /// - Returns: its exit code, 128 more than the number of a signal that ended it
  func end() throws -> Int32 { try process.wait().status }

  /// What a user sees at the end, with fixed words for what varies.
  var screen: String { Screen(columns: columns, showing: withoutVaryingParts(output)).text }

  /// The states of the bar, one after another.
  var bars: [Substring] { Self.bars(in: output) }

  /// The states of the bar in a terminal's output.
  static func bars(in output: String) -> [Substring] {
    output.split { $0 == "\r" || $0 == "\r\n" }.filter { $0.hasSuffix("\u{1B}[J") }
      .map { $0.dropLast(3) }.filter { !$0.isEmpty }
  }
}
