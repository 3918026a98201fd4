import ArgumentParser
import NNConfig
import NNFiles
import Platform

/// The two streams of a command: results to standard output, everything else to standard error.
package struct Console: Sendable {
  /// Whether notes and progress are left out.
  let isQuiet: Bool

  /// A command's streams.
  package init(isQuiet: Bool) { self.isQuiet = isQuiet }

  /// Writes a result to standard output.
  package func print(_ text: String) throws { try Self.write(text + "\n", to: STDOUT_FILENO) }

  /// Writes a result to standard output, if somebody still reads it.
  func printIfPossible(_ text: String) { try? print(text) }

  /// Writes a note to standard error, unless it is quiet.
  func note(_ text: String) {
    if !isQuiet { Self.writeNote(text + "\n") }
  }

  /// Writes what is doubtful to standard error, unless it is quiet.
  func warn(_ text: String) { note("warning: \(text)") }

  /// Writes an error to standard error.
  static func report(_ error: any UserFacingError) {
    // Mistakes in experiments bring their own headline with a place before "error:".
    let text = error is ExperimentError ? error.description : "error: \(error)"
    writeNote(text + "\n")
  }

  /// Writes a text to standard error as far as that is possible.
  static func writeNote(_ text: String) { try? write(text, to: STDERR_FILENO) }

  /// Takes the places of standard streams that the caller has closed.
  ///
  /// A file that is opened later would get the number of one of them, and notes would be written
  /// into it. What is written to a reserved place fails, as it does to a closed stream.
  static func reserveClosedStreams() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is given out, which is this one.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Makes writes beyond a limit of file sizes fail, as on a full disk, instead of ending the process
  /// without a word.
  static func reportSizeLimits() { _ = signal(SIGXFSZ, SIG_IGN) }

  /// What errors call standard output.
  static let outputName = "standard output"

  /// Writes a text as it is.
  static func write(_ text: String, to descriptor: Int32) throws {
    var text = text
    try text.withUTF8 { bytes in
      try File.writeAll(
        UnsafeRawBufferPointer(bytes), to: descriptor,
        named: descriptor == STDOUT_FILENO ? outputName : "standard error")
    }
  }

  /// Writes bytes as they are.
  static func writeToStandardOutput(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try File.writeAll($0, to: STDOUT_FILENO, named: outputName) }
  }

  /// Runs a command's work and turns its errors into messages and exit codes.
  package static func reportingErrors(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as any UserFacingError {
      if case FileError.lostReader = error { LostReaders.endProcess() }
      report(error)
      throw ExitCode(error.exitStatus.rawValue)
    } catch let code as ExitCode {
      throw code
    } catch {
      writeNote("error: \(error); this is a bug in nnrun, please report it\n")
      throw ExitCode(ExitStatus.bug.rawValue)
    }
  }
}
