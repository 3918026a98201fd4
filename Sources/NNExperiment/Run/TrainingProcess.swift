import NNFiles
import Platform

/// The process that trains a run, as `process.txt` in the run's folder names it. A folder that is
/// copied meanwhile keeps that file, and a process that is killed leaves it behind.
struct TrainingProcess {
  /// The line: `process 4711 on host since 2026-11-24T12:00:00Z`.
  let text: String
  private let number: Int32
  private let host: Substring

  /// The line about this process.
  static var current: String {
    "process \(Machine.processNumber) on \(Machine.hostName) since \(Machine.now)"
  }

  /// The process that a folder names; `nil` if it names none, or has something else in that place.
  init?(in folder: RunFolder) {
    guard let bytes = try? File.read(regular: folder.file(RunFolder.process), limit: 1 << 10),
      let line = String(decoding: bytes, as: UTF8.self).split(separator: "\n").first
    else { return nil }
    let words = line.split(separator: " ")
    guard words.count == 6, words[0] == "process", words[2] == "on", words[4] == "since",
      let number = Int32(words[1]), number > 0
    else { return nil }
    text = String(line).shortened(to: 200)
    self.number = number
    host = words[3]
  }

  /// Whether it is a process of another machine, so that it cannot be known whether it still runs.
  var isDistant: Bool { host != Machine.hostName }

  /// Whether it may still run. The lock of the folder is not touched: another process that wants to
  /// train the run at this moment would be turned away.
  var mayRun: Bool {
    // In a container, every process may have the same number.
    isDistant || number != Machine.processNumber && (kill(number, 0) == 0 || errno == EPERM)
  }
}
