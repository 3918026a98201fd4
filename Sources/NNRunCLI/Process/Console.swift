import ArgumentParser
import NNFiles
import Platform

/// The two streams of a command: results to standard output, everything else to standard error.
package struct Console: Sendable {
  /// Whether notes, warnings and progress are left out.
  let isQuiet: Bool

  /// The streams of a command.
  ///
  /// - Parameter isQuiet: whether notes, warnings and progress are left out
  package init(isQuiet: Bool) { self.isQuiet = isQuiet }

  /// Writes a result to standard output.
  ///
  /// - Throws: `FileError` if it cannot be written
  package func print(_ text: String) throws { try Self.write(text + "\n", to: STDOUT_FILENO) }

  /// Writes a result to standard output if that is possible.
  func printIfPossible(_ text: String) { try? print(text) }

  /// Writes a note to standard error, unless the command is to be quiet.
  func note(_ text: String) {
    if !isQuiet { Self.writeNote(text + "\n") }
  }

  /// Writes a warning to standard error, unless the command is to be quiet.
  func warn(_ text: String) { note("warning: \(text)") }

  /// Writes an error to standard error.
  static func report(_ error: any UserFacingError) {
    let text = error.saysError ? error.description : "error: \(error)"
    writeNote(text + "\n")
  }

  /// Writes a text to standard error if that is possible.
  static func writeNote(_ text: String) { try? write(text, to: STDERR_FILENO) }

  /// Occupies the file descriptors of standard streams that were closed by whoever started the
  /// process.
  ///
  /// Otherwise a file that is opened later would get one of these descriptors, and notes would be
  /// written into it. Writing to an occupied descriptor fails, as it does if the stream is closed.
  static func reserveClosedStreams() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      // `open` returns the lowest free descriptor, which is this one.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Makes a write beyond the limit of file sizes (`ulimit -f`) fail, as on a full disk, instead of
  /// ending the process without a message.
  static func reportSizeLimits() { _ = signal(SIGXFSZ, SIG_IGN) }

  /// The name of standard output in messages.
  static let outputName = "standard output"

  /// Writes a text as it is.
  ///
  /// - Throws: `FileError` if it cannot be written
  static func write(_ text: String, to descriptor: Int32) throws {
    var text = text
    try text.withUTF8 { bytes in
      try File.writeAll(
        UnsafeRawBufferPointer(bytes), to: descriptor,
        named: descriptor == STDOUT_FILENO ? outputName : "standard error")
    }
  }

  /// Writes bytes to standard output as they are.
  ///
  /// - Throws: `FileError` if they cannot be written
  static func writeToStandardOutput(_ bytes: [UInt8]) throws {
    try bytes.withUnsafeBytes { try File.writeAll($0, to: STDOUT_FILENO, named: outputName) }
  }

  /// Does a command's work, and turns its errors into messages and exit codes.
  ///
  /// - Throws: `ExitCode`, that of the error whose message was written, or the one that `body`
  ///   throws
  package static func reportingErrors(_ body: () throws -> Void) throws {
    do {
      try body()
    } catch let error as any UserFacingError {
      TemporaryPaths.waitIfEnding()
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
