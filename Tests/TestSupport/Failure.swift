public import NNFiles

/// What a user sees of an error: its text and the code to exit with.
public struct Failure: Equatable, Sendable, CustomStringConvertible {
  /// The whole text.
  public let text: String
  /// The code to exit with.
  public let status: ExitStatus

  /// An error as its user sees it.
  public init(_ text: String, _ status: ExitStatus) {
    self.text = text
    self.status = status
  }

  /// Code and text.
  public var description: String { "\(status) (\(status.rawValue)): \(text)" }
}

/// The user-facing error that some work ends with; `nil` if it succeeds.
///
/// - Parameters:
///   - folder: paths of files in it become relative to it
///   - work: what is tried
/// - Returns: its text and exit code
/// - Throws: errors that are not for users
public func failure<Result: ~Copyable>(
  in folder: TemporaryFolder? = nil, of work: () throws -> Result
) throws -> Failure? {
  do {
    _ = try work()
    return nil
  } catch let error as any UserFacingError {
    let text = error.description
    return Failure(folder?.relative(text) ?? text, error.exitStatus)
  }
}
