import Platform

/// Another program, run by the shell.
package struct ShellCommand: Sendable {
  /// The command line.
  package let text: String

  /// A command.
  ///
  /// - Parameter words: its words, which the shell does not interpret
  package init(_ words: [String]) {
    text = words.map(\.shellWord).joined(separator: " ")
  }

  /// Runs it, and waits for its end.
  ///
  /// - Returns: what it has written to both streams, and its exit code; `nil` instead of the code
  ///   if it was ended by a signal, or cannot be run
  package func run() -> (output: String, exitCode: Int32?) {
    guard let stream = popen("\(text) 2>&1 </dev/null", "r") else { return ("", nil) }
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while bytes.count < Self.maximumOutput {
      let count = fread(&buffer, 1, buffer.count, stream)
      if count == 0 { break }
      bytes += buffer[..<count]
    }
    let status = pclose(stream)
    let output = String(decoding: bytes, as: UTF8.self).trimmed
    // The low seven bits are the signal.
    return (output, status >= 0 && status & 0x7F == 0 ? (status >> 8) & 0xFF : nil)
  }

  private static let maximumOutput = 64 << 20
}
