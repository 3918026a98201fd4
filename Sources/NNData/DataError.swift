public import NNFiles

/// An error in data that can be read, but not used as a data set.
public struct DataError: UserFacingError {
  /// The file, and the line if the error is in a single row.
  public let place: String
  /// What is wrong, and how to fix it.
  public let message: String
  /// The exit code of the command.
  public var exitStatus: ExitStatus { .badData }

  /// An error in a file.
  ///
  /// - Parameters:
  ///   - place: the file, and the line if the error is in a single row
  ///   - message: what is wrong, and how to fix it
  public init(_ place: String, _ message: String) {
    self.place = place
    self.message = message
  }

  /// The place and the message.
  public var description: String { "\(place): \(message)" }
}

extension DataError {
  /// A row of a CSV file that has the names of the columns once more, as when files are joined.
  ///
  /// - Parameters:
  ///   - place: the file and the line of the first one
  ///   - count: how many such rows there are, as far as is known
  /// - Returns: the error
  package static func repeatedHeader(_ place: String, count: Int = 1) -> DataError {
    DataError(
      place,
      "repeats the header, as if files were joined; remove this line"
        + (count > 1 ? " and \(counted(count - 1, "other")) like it" : ""))
  }

  /// A data set that cannot be used, because its loader has made a mistake.
  ///
  /// - Parameters:
  ///   - loader: the loader's name
  ///   - mistake: what is wrong with the data set
  /// - Returns: the error
  package static func mistakeOfLoader(_ loader: String, _ mistake: String) -> DataError {
    DataError(
      "loader '\(loader.excerpt)'", "\(mistake); this is a mistake in the loader, not in the data")
  }
}
