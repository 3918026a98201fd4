import Foundation

/// What a finished process left.
public struct CommandResult: Sendable {
  /// Its exit code; negative: the signal that ended it.
  public let status: Int32
  /// What it wrote to standard output.
  public let output: String
  /// What it wrote to standard error.
  public let errors: String
}

/// Runs a program to its end.
///
/// - Parameters:
///   - program: its path
///   - arguments: what follows its name
///   - folder: where it runs
///   - input: its standard input
///   - environment: variables that are added to those of the tests
/// - Returns: exit code and both outputs
/// - Throws: if it cannot be started
public func runCommand(
  _ program: String, _ arguments: [String], in folder: String, input: [UInt8] = [],
  environment: [String: String] = [:]
) throws -> CommandResult {
  let process = Process()
  process.executableURL = URL(fileURLWithPath: program)
  process.arguments = arguments
  process.currentDirectoryURL = URL(fileURLWithPath: folder)
  process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
  // Files instead of pipes: nothing can fill up and block.
  let streams = try TemporaryFolder()
  try streams.write(input, to: "input")
  for name in ["output", "errors"] { try streams.write([], to: name) }
  process.standardInput = FileHandle(forReadingAtPath: streams.file("input"))
  process.standardOutput = FileHandle(forWritingAtPath: streams.file("output"))
  process.standardError = FileHandle(forWritingAtPath: streams.file("errors"))
  try withDefaultSignals { try process.run() }
  process.waitUntilExit()
  let status = process.terminationStatus
  return CommandResult(
    status: process.terminationReason == .exit ? status : -status,
    output: try streams.text("output"), errors: try streams.text("errors"))
}
