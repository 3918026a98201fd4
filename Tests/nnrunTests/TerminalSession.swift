import Foundation
import TestSupport

/// A script that runs on a terminal, which util-linux's `script` makes for it.
final class TerminalSession {
  /// Whether there is such a program.
  static let isPossible: Bool = {
    (try? Sandbox().shell("script -qec true /dev/null").status) == 0
  }()

  /// What the terminal got so far.
  private(set) var output = ""
  private let sandbox: Sandbox
  private let columns: Int
  private let process = Process()
  private let input = Pipe()
  private let shown = Pipe()

  /// Starts a script of bash, in which `nnrun` is the built command.
  init(_ script: String, in sandbox: Sandbox, columns: Int = 80) throws {
    self.sandbox = sandbox
    self.columns = columns
    try sandbox.folder.write(
      "stty cols \(columns)\ntty > terminal\n\(script)\n", to: "session.sh")
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["script", "-qec", "exec bash session.sh", "/dev/null"]
    process.currentDirectoryURL = URL(fileURLWithPath: sandbox.folder.path)
    let environment = ProcessInfo.processInfo.environment
    let path = environment["PATH"] ?? "/usr/bin:/bin"
    process.environment = environment.merging([
      "PATH": "\(ProjectFiles.products):\(path)", "TERM": "xterm", "SHELL": "/bin/sh",
    ]) { $1 }
    process.standardInput = input
    process.standardOutput = shown
    try withDefaultSignals { try process.run() }
  }

  /// Waits until the terminal got what the condition wants; false if the script ends before.
  func wait(until condition: (String) -> Bool) -> Bool {
    while !condition(output) {
      let data = shown.fileHandleForReading.availableData
      if data.isEmpty { return false }
      output += String(decoding: data, as: UTF8.self)
    }
    return true
  }

  /// Presses keys.
  func type(_ keys: String) throws {
    try input.fileHandleForWriting.write(contentsOf: Data(keys.utf8))
  }

  /// Makes the window so wide.
  func resize(columns: Int) throws {
    _ = try sandbox.shell("stty -F $(cat terminal) cols \(columns)")
  }

  /// Waits for the end of the script.
  ///
  /// - Returns: its exit code, 128 more than the number of a signal that ended it
  func end() -> Int32 {
    _ = wait { _ in false }
    process.waitUntilExit()
    return process.terminationStatus
  }

  /// What somebody sees at the end, with fixed words for what varies.
  var screen: String { Screen(columns: columns, showing: withoutVaryingParts(output)).text }

  /// The states of the bar, one after the other.
  var bars: [Substring] { Self.bars(in: output) }

  /// The states of the bar in a terminal's output.
  static func bars(in output: String) -> [Substring] {
    output.split { $0 == "\r" || $0 == "\r\n" }.filter { $0.hasSuffix("\u{1B}[K") }
      .map { $0.dropLast(3) }.filter { !$0.isEmpty }
  }
}
