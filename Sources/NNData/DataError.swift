import NNFiles

/// Data that are well-formed but make no data set.
public struct DataError: UserFacingError {
  /// The file, with the row if there is one.
  public let place: String
  /// What is wrong and what to do.
  public let message: String
  /// The code to exit with.
  public var exitStatus: ExitStatus { .badData }

  /// An error at a place.
  public init(_ place: String, _ message: String) {
    self.place = place
    self.message = message
  }

  /// Place and message.
  public var description: String { "\(place): \(message)" }
}
