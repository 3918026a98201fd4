import NNCore
import NNFiles

/// The rows that a network is to predict, checked and in the network's units.
protocol RowSource: ~Copyable {
  /// Reads up to as many rows as the matrix has.
  ///
  /// - Parameters:
  ///   - inputs: receives the rows; rows x input neurons
  ///   - kernels: computes on whole arrays
  /// - Returns: the number of rows read; 0 at the end
  /// - Throws: a `UserFacingError` that names row and column of a value that cannot be used
  mutating func read<T: Scalar>(into inputs: Matrix<T>, kernels: Kernels<T>) throws -> Int

  /// Checks, when all rows have been read, that the file did not change meanwhile.
  ///
  /// - Throws: `FileError.changed` if it did
  func checkUnchanged() throws(FileError)

  /// The place of a row of the last batch, for messages.
  func place(ofRow row: Int) -> String
}

extension RowSource where Self: ~Copyable {
  /// Does nothing, because a reader of a stream checks its file at the end of the stream.
  ///
  /// - Throws: nothing
  func checkUnchanged() throws(FileError) {}
}
