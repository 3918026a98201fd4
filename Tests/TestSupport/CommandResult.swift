public import NNFiles

/// The outcome of a finished process.
public struct CommandResult: Sendable {
  /// Its exit code; negative: the signal that ended it.
  public let status: Int32
  /// What it wrote to standard output.
  public let output: String
  /// What it wrote to standard error.
  public let errors: String

  /// Standard output, read as JSON.
  public func json() throws -> JSONValue { try JSONValue(parsing: Array(output.utf8)) }
}
