import Foundation
import TestSupport

extension ChildProcess {
  /// Waits until a signal is no longer pending: on a busy machine, a training that continued before
  /// that could end first.
  func waitForSignal() throws {
    try wait(for: "the end of the signal") {
      let text = try String(contentsOfFile: "/proc/\(identifier)/status", encoding: .utf8)
      let line = text.split(separator: "\n").first { $0.hasPrefix("ShdPnd:") } ?? ""
      return line.dropFirst("ShdPnd:".count).allSatisfy { !$0.isHexDigit || $0 == "0" }
    }
    // What follows in the process takes microseconds.
    usleep(50_000)
  }
}

extension Pipe {
  /// Writes until nothing more fits, so that whoever writes next has to wait for a reader.
  func fill() {
    let writer = fileHandleForWriting.fileDescriptor
    let flags = fcntl(writer, F_GETFL)
    _ = fcntl(writer, F_SETFL, flags | O_NONBLOCK)
    let filling = [UInt8](repeating: 0x2E, count: 4096)
    while write(writer, filling, filling.count) > 0 {}
    while write(writer, filling, 1) > 0 {}
    _ = fcntl(writer, F_SETFL, flags)
  }
}
