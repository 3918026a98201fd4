public import Foundation

/// A program that a test starts.
///
/// Its output goes to files: nothing can fill up and block, and all of it can be read at any time.
/// If it still runs when the value is released, it is killed with all that it has started.
public final class ChildProcess {
  /// Where standard input comes from.
  public enum Input {
    /// A file of these bytes.
    case bytes([UInt8])
    /// A pipe that the test writes to.
    case pipe(Pipe)
  }

  /// Where an output stream goes.
  public enum Output {
    /// Into `CommandResult`.
    case collected
    /// Into a pipe that the test reads from.
    case pipe(Pipe)
  }

  /// Why a process did not do what a test waited for, with its output until then.
  public struct WaitError: Error, CustomStringConvertible {
    /// The whole text.
    public let description: String
  }

  /// How long a test waits for anything: much longer than it takes on a busy machine.
  public static let patience: TimeInterval = 900

  private let name: String
  private let process = Process()
  private let streams: TemporaryFolder
  private let hasEnded = DispatchSemaphore(value: 0)

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: its path
  ///   - arguments: what follows its name
  ///   - folder: where it runs
  ///   - input: its standard input
  ///   - output: its standard output
  ///   - errors: its standard error
  ///   - environment: variables that are added to those of the tests
  /// - Throws: if it cannot be started
  public init(
    _ program: String, _ arguments: [String], in folder: String, input: Input = .bytes([]),
    output: Output = .collected, errors: Output = .collected, environment: [String: String] = [:]
  ) throws {
    name = ([program] + arguments).joined(separator: " ")
    streams = try TemporaryFolder()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    let standardStreams = [
      try Self.source(input, file: streams.file("input")),
      try Self.destination(output, file: streams.file("output")),
      try Self.destination(errors, file: streams.file("errors")),
    ]
    // The process has descriptors of its own. If those of a thousand processes are open here,
    // Foundation crashes while it lists them.
    defer { for case let file as FileHandle in standardStreams { try? file.close() } }
    process.standardInput = standardStreams[0]
    process.standardOutput = standardStreams[1]
    process.standardError = standardStreams[2]
    process.terminationHandler = { [hasEnded] _ in hasEnded.signal() }
    try withDefaultSignals { try process.run() }
  }

  deinit {
    if process.isRunning { killAll() }
  }

  /// The number of the process.
  public var identifier: Int32 { process.processIdentifier }

  /// What it has written to standard output, if that is collected.
  public var output: String { (try? streams.text("output")) ?? "" }

  /// What it has written to standard error, if that is collected.
  public var errors: String { (try? streams.text("errors")) ?? "" }

  /// Sends a signal to the process alone.
  public func send(_ signal: Int32) { kill(identifier, signal) }

  /// Waits for the end of the process.
  ///
  /// - Returns: its exit code, and what it has written to streams that are collected
  /// - Throws: `WaitError` if that takes longer than `patience`; the process is killed then
  @discardableResult
  public func wait() throws -> CommandResult {
    if hasEnded.wait(timeout: .now() + Self.patience) == .timedOut {
      killAll()
      throw waitError("has not ended after \(Self.patience) s")
    }
    hasEnded.signal()
    let status = process.terminationStatus
    return CommandResult(
      status: process.terminationReason == .exit ? status : -status, output: output,
      errors: errors)
  }

  /// Waits until something happens while the process runs.
  ///
  /// - Parameters:
  ///   - event: what is waited for, as the error names it
  ///   - condition: whether it has happened; evaluated every millisecond
  /// - Throws: `WaitError` if the process ends before that, or if it takes longer than `patience`;
  ///   what `condition` throws
  public func wait(for event: String, until condition: () throws -> Bool) throws {
    let deadline = Date(timeIntervalSinceNow: Self.patience)
    while true {
      // In this order, so that what happens just before the end counts.
      let isRunning = process.isRunning
      if try condition() { return }
      if !isRunning { throw waitError("has ended before \(event)") }
      if Date() > deadline { throw waitError("waited \(Self.patience) s in vain for \(event)") }
      usleep(1000)
    }
  }

  private func waitError(_ reason: String) -> WaitError {
    WaitError(
      description: "\(name): \(reason)\nstandard output:\n\(output)\nstandard error:\n\(errors)")
  }

  /// Foundation makes each process the leader of a group, to which all that it starts belong.
  private func killAll() {
    kill(-identifier, SIGKILL)
    process.waitUntilExit()
  }

  private static func source(_ input: Input, file: String) throws -> Any {
    switch input {
    case .bytes(let bytes):
      try Data(bytes).write(to: URL(fileURLWithPath: file))
      return try FileHandle(forReadingFrom: URL(fileURLWithPath: file))
    case .pipe(let pipe): return pipe
    }
  }

  private static func destination(_ output: Output, file: String) throws -> Any {
    switch output {
    case .collected:
      try Data().write(to: URL(fileURLWithPath: file))
      return try FileHandle(forWritingTo: URL(fileURLWithPath: file))
    case .pipe(let pipe): return pipe
    }
  }
}
